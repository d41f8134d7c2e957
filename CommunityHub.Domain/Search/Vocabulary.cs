using System.Collections.Frozen;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Search;

/// The words of the index, to find those near to one that was mistyped. Kept in memory, of all communities together: a word of it is
/// offered to nobody for whom the index holds nothing under it (<see cref="SiteSearch"/>), so an old one does no harm, and one that was
/// erased comes up no more.
public sealed class Vocabulary(IDbContextFactory<HubDb> databases)
{
    /// Reading it costs a large site seconds. It may take a fiftieth of the time.
    const int Share = 50;

    /// A word of fewer letters is near to too many others.
    const int Shortest = 4;

    // On a small site it is read anew each time the index has changed; on a large one, the next one has it.
    static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5), Short = TimeSpan.FromMilliseconds(100);

    Words words = new([]);
    string? stamp;
    TimeSpan cost;
    long? readAt;
    int isReading;

    /// The nearest first, with how many letters they differ. Waits for a new reading only where there is none yet, or the last one was quick.
    internal async Task<IReadOnlyList<(string Word, int Steps)>> NearAsync(string word)
    {
        if (word.Length < Shortest || word.Any(char.IsDigit)) return [];
        var isFirst = readAt is null;
        if ((isFirst || cost < Quick || TimeProvider.System.GetElapsedTime(readAt!.Value) > cost * Share) && Interlocked.Exchange(ref isReading, 1) == 0)
        {
            var reading = Task.Run(ReadAsync);
            if (isFirst || cost < Short) await reading;
        }
        return words.Near(word);
    }

    /// The larger, the fewer documents hold it in any of its forms. A word counts the same as another as long as nothing has been read.
    internal double RarityOf(string word) => words.RarityOf(word);

    /// So that nobody has to wait for the first reading.
    public Task WarmAsync() => Interlocked.Exchange(ref isReading, 1) == 0 ? Task.Run(ReadAsync) : Task.CompletedTask;

    async Task ReadAsync()
    {
        var begun = TimeProvider.System.GetTimestamp();
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            var index = SearchIndex.Of(db);
            // Before the words: what is written in between is read the next time.
            var now = await index.StampAsync(db, CancellationToken.None);
            if (now is not null && now == stamp) return;
            words = new Words(await index.WordsAsync(db, CancellationToken.None));
            (stamp, cost) = (now, TimeProvider.System.GetElapsedTime(begun));
        }
        finally
        {
            readAt = TimeProvider.System.GetTimestamp();
            Volatile.Write(ref isReading, 0);
        }
    }

    sealed class Words
    {
        const int MostToCompare = 60, Most = 8;

        readonly List<string> all;
        readonly FrozenDictionary<(char, char, char), int[]> byTrigram;

        readonly FrozenDictionary<string, long> documents;
        readonly long most;

        public Words(IReadOnlyList<(string Word, long Documents)> found)
        {
            all = [.. found.Select(one => one.Word).Where(word => word.Length >= Shortest && !word.Any(char.IsDigit))];
            documents = found.ToFrozenDictionary(one => one.Word, one => one.Documents);
            most = found.Count == 0 ? 0 : found.Max(one => one.Documents);
            byTrigram = all
                .SelectMany((word, at) => Trigrams(word).Select(three => (three, at)))
                .GroupBy(pair => pair.three, pair => pair.at)
                .ToFrozenDictionary(group => group.Key, group => group.ToArray());
        }

        public double RarityOf(string word) => Math.Log(2 + (most / (1.0 + WordForms.Of(word).Sum(form => documents.GetValueOrDefault(form)))));

        public IReadOnlyList<(string Word, int Steps)> Near(string word)
        {
            var shared = new Dictionary<int, int>();
            foreach (var three in Trigrams(word))
            {
                foreach (var at in byTrigram.GetValueOrDefault(three) ?? []) shared[at] = shared.GetValueOrDefault(at) + 1;
            }
            var far = word.Length <= 5 ? 1 : 2;
            return [.. shared
                .Where(one => Math.Abs(all[one.Key].Length - word.Length) <= far && all[one.Key] != word)
                .OrderByDescending(one => (double)one.Value / (all[one.Key].Length + word.Length + 4 - one.Value)).ThenBy(one => all[one.Key], StringComparer.Ordinal)
                .Take(MostToCompare)
                .Select(one => (Word: all[one.Key], Steps: Steps(word, all[one.Key]), one.Value))
                .Where(one => one.Steps <= far)
                .OrderBy(one => one.Steps).ThenByDescending(one => one.Value).ThenBy(one => one.Word, StringComparer.Ordinal)
                .Take(Most)
                .Select(one => (one.Word, one.Steps))];
        }

        // With a gap before and after, so that beginnings and ends count.
        static IEnumerable<(char, char, char)> Trigrams(string word)
        {
            var wide = $"  {word} ";
            return Enumerable.Range(0, wide.Length - 2).Select(at => (wide[at], wide[at + 1], wide[at + 2])).Distinct();
        }

        // Letters put in, left out, changed, or two that changed places: Damerau-Levenshtein.
        static int Steps(string from, string to)
        {
            var table = new int[from.Length + 1, to.Length + 1];
            for (var i = 0; i <= from.Length; i++) table[i, 0] = i;
            for (var j = 0; j <= to.Length; j++) table[0, j] = j;
            for (var i = 1; i <= from.Length; i++)
            {
                for (var j = 1; j <= to.Length; j++)
                {
                    var best = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                    if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) best = Math.Min(best, table[i - 2, j - 2] + 1);
                    table[i, j] = best;
                }
            }
            return table[from.Length, to.Length];
        }
    }
}
