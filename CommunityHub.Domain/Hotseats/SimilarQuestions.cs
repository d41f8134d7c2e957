using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CommunityHub.Text;

namespace CommunityHub.Hotseats;

/// Which questions of a room are near to what somebody is typing: by the words they share, rare ones counting more, and by their letters,
/// which forgives a slip of the finger. No dictionary and no language: what it misses is asked twice, and a facilitator merges it.
public static class SimilarQuestions
{
    public const int Most = 3;

    /// From here on it is worth showing.
    public const double Near = 0.34;

    /// From here on it is as good as the same.
    public const double Same = 0.9;

    // Words that questions are made of, and that say nothing about what is asked.
    static readonly HashSet<string> Small = [.. """
        a about all am an and any anybody anyone are as at be been but by can could did do does doing for from get had has have how i if in into is it its
        just may me might mine must my no not of on one or our out shall should so some somebody someone than that the their them then there these they
        this those to too up us was we were what when where which who whom whose why will with would you your yours
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)];

    static readonly ConditionalWeakTable<QuestionRow, Words> Read = [];

    /// The nearest first, at most three. Nothing for fewer than two words that mean something.
    public static IReadOnlyList<QuestionRow> Find(string? text, IReadOnlyList<QuestionRow> questions, double least = Near)
    {
        var typed = Words.Of(Wording.Shorten(Wording.Clean(text), Question.LongestText));
        if (typed.Stems.Count < 2 || questions.Count == 0) return [];

        var all = questions.Select(q => (Row: q, Words: Read.GetValue(q, static row => Words.Of(Wording.Clean(row.Text))))).ToList();
        var inHowMany = typed.Stems.ToDictionary(stem => stem, stem => all.Count(q => q.Words.Stems.Contains(stem)));
        double Weight(string stem) => 1 + Math.Log((1.0 + all.Count) / (1 + inHowMany.GetValueOrDefault(stem)));
        return [.. all
            .Select(q => (q.Row, Score: Score(typed, q.Words, Weight)))
            .Where(q => q.Score >= least)
            .OrderByDescending(q => q.Score).ThenBy(q => q.Row.Id, StringComparer.Ordinal)
            .Take(Most)
            .Select(q => q.Row)];
    }

    static double Score(Words typed, Words asked, Func<string, double> weight)
    {
        var (shared, count) = (0.0, 0);
        foreach (var stem in typed.Stems)
        {
            if (!asked.Stems.Contains(stem)) continue;
            shared += weight(stem);
            count++;
        }
        var letters = Dice(typed.Triples, asked.Triples);
        if (count == 0) return letters >= 0.7 ? letters : 0;

        var (mine, theirs) = (typed.Stems.Sum(weight), asked.Stems.Sum(weight));
        var words = 2 * shared / (mine + theirs);
        // A half-typed question has few of the words of a whole one: it counts how much of it is there, if that is more than one word.
        if (count >= 2) words = Math.Max(words, 0.8 * shared / Math.Min(mine, theirs));
        return 0.7 * words + 0.3 * letters;
    }

    static double Dice(HashSet<int> one, HashSet<int> other)
    {
        if (one.Count == 0 || other.Count == 0) return 0;
        var (small, large) = one.Count < other.Count ? (one, other) : (other, one);
        return 2.0 * small.Count(large.Contains) / (one.Count + other.Count);
    }

    sealed record Words(HashSet<string> Stems, HashSet<int> Triples)
    {
        public static Words Of(string text)
        {
            var plain = Plain(text);
            var words = plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !Small.Contains(word)).ToList();
            var triples = new HashSet<int>();
            foreach (var word in words)
            {
                var whole = $" {word} ";
                for (var i = 0; i + 3 <= whole.Length; i++) triples.Add(HashCode.Combine(whole[i], whole[i + 1], whole[i + 2]));
            }
            return new([.. words.Select(Stem)], triples);
        }

        // Six letters are enough to tell words apart, and few enough for "pay", "payments" and "payment" to meet half-way.
        static string Stem(string word)
        {
            foreach (var ending in new[] { "ies", "ing", "ed", "es", "s" })
            {
                if (word.Length - ending.Length >= 3 && word.EndsWith(ending, StringComparison.Ordinal) && !word.EndsWith("ss", StringComparison.Ordinal))
                {
                    word = ending is "ies" ? word[..^3] + "y" : word[..^ending.Length];
                    break;
                }
            }
            return word.Length > 6 ? word[..6] : word;
        }

        static string Plain(string text)
        {
            var plain = new StringBuilder(text.Length);
            foreach (var sign in text.Normalize(NormalizationForm.FormD))
            {
                if (char.IsLetterOrDigit(sign)) plain.Append(char.ToLowerInvariant(sign));
                else if (sign is not ('\'' or '’') && CharUnicodeInfo.GetUnicodeCategory(sign) is not UnicodeCategory.NonSpacingMark) plain.Append(' ');
            }
            return plain.ToString();
        }
    }
}
