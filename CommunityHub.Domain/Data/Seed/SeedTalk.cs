using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CommunityHub.Data.Seed;

/// What made-up people write to each other in discussions: a line, a few paragraphs, now and then a long account; with lists, quotes and links.
sealed partial class SeedTalk(Random chance)
{
    static readonly string[] Questions =
    [
        "How do you handle {subject}?", "Has anybody in {place} tried {subject}?", "What went wrong with {subject} where you are?", "Who pays for {subject}?", "A template for {subject}?",
        "{subject}: what would you drop first?", "How many people look after {subject} in {place}?", "Is {number} days for {subject} usual?", "Which software for {subject}?", "Stuck with {subject}",
        "New in {place}: where do I begin with {subject}?", "How do you explain {subject} to councillors?", "Who measures {subject}, and how?", "{person} asked me about {subject}. What do I say?",
    ];

    static readonly string[] Talks =
    [
        "What we learnt from {subject}", "{place} after a year of {subject}", "Our notes on {subject}", "Draft for comments: {subject}", "Meeting in {place}: {subject}", "Figures on {subject}, {number} weeks on",
        "Thank you, {person}", "Small wins: {subject}", "Please say no to {subject}", "{subject}, told from the front desk", "A visit to {place}", "What I would tell my younger self about {subject}",
    ];

    static readonly string[] Names = ["Getting started", "Everyday work", "Money", "Staff and training", "Software", "Law and policy", "Meeting each other", "Good examples", "Equipment", "Partners", "Reports", "Odds and ends"];

    static readonly string[] Sentences =
    [
        "We began in {place} with {number} people and a spreadsheet.", "{person} from {place} showed me theirs, and I have copied it since.", "Half of our calls turned out to be about {subject}.",
        "It takes us {number} minutes each time, and nobody had ever counted.", "The first month was worse than before, so do not lose heart.", "I would not do it without a named person who answers.",
        "Our finance colleagues wanted {number} signatures; we settled on two.", "There is a good leaflet from {place}, though it is written for somebody else.", "Nobody reads the long version, so we keep a short one beside it.",
        "We tried the same with {subject} and gave up after {number} weeks.", "People told us that the letter frightened them.", "What helped was to sit beside {person} for a morning.", "The contract says one thing and the vans do another.",
        "You will hear that it cannot be done; it can, on Tuesdays.", "On a wet day in February it all falls over.", "I have asked {organisation}, and they are about as far as you are.", "We keep the old forms in a box, and {number} of them came back this year.",
        "In the end it was a matter of who opens the post.", "My manager likes the figures, and the team likes that the telephone is quiet.", "Do write down why you decided; in a year nobody knows.", "The system allows {number} characters, which is no use for an address in {place}.",
        "We lost a good colleague over {subject}, and I still think about it.", "A neighbour of ours does this in the library, with tea.", "Ask those who never complain, too.", "It costs about {number} pounds a week, most of it in petrol.",
        "Somebody always knows a shortcut, and it is always the same shortcut.", "The inspector did not even look at it.", "If {person} were not here we would have stopped long ago.", "Our volunteers in {place} understood it before we did.",
        "That is how it was with {subject}, and it got better when we stopped counting it.", "Between us: the second version was worse.", "I can send you ours, without the names.", "Saturday mornings work best, for reasons I do not understand.",
        "We phone after {number} days, and most have forgotten what it was about.", "The wording matters more than the software.", "Translation cost us more than printing.", "Please tell us how it went.", "I may be wrong: I have only seen {place}.",
    ];

    static readonly string[] Openings = ["Thank you for this.", "Good question.", "Same here.", "Not so with us.", "I would be careful.", "Yes, and it works.", "Hello {person},", "Two thoughts.", "This is close to my heart.", "Short answer: it depends on {subject}."];

    static readonly string[] Short = ["Thank you, that helps.", "Same here, in {place}.", "+1 for {person}’s answer.", "We do it like {place}.", "Could you send me yours?", "It worked. Thank you!", "No, sadly not.", "What does it cost?", "I am in. When?", "Diolch yn fawr!"];

    public string Title(bool isQuestion)
    {
        var title = Fill(One(isQuestion ? Questions : Talks));
        return char.ToUpperInvariant(title[0]) + title[1..];
    }

    public IEnumerable<string> Themes(int count)
    {
        var from = chance.Next(Names.Length);
        return Enumerable.Range(from, Math.Min(count, Names.Length)).Select(i => Names[i % Names.Length]);
    }

    /// To nobody, or to what somebody else has just written.
    public string Post(string? before)
    {
        if (before is not null && chance.Next(6) == 0) return Fill(One(Short));

        var text = new StringBuilder();
        if (before is not null && chance.Next(5) == 0) text.Append("> ").Append(FirstSentence(before)).Append("\n\n");
        if (before is not null && chance.Next(2) == 0) text.Append(Fill(One(Openings))).Append(' ');
        // Three sentences in the middle, ten are not rare, and now and then somebody has much to tell.
        var left = 1 + (int)Math.Min(Math.Exp(1.1 + 0.8 * chance.Normal()), 60);
        while (left > 0)
        {
            var paragraph = Math.Min(left, 2 + chance.Next(4));
            if (paragraph > 2 && chance.Next(6) == 0) text.AppendJoin('\n', Enumerable.Range(0, paragraph).Select(_ => $"- {Sentence()}"));
            else text.AppendJoin(' ', Enumerable.Range(0, paragraph).Select(_ => Sentence()));
            text.Append("\n\n");
            left -= paragraph;
        }
        if (chance.Next(25) == 0) text.Append(Fill("See [the notes from {place}](https://notes.example/") + chance.Next(10_000).ToString(CultureInfo.InvariantCulture) + ").");
        return text.ToString().TrimEnd();
    }

    public string Addition() => $"*Later:* {Sentence()}";

    string Sentence() => Fill(chance.Next(5) == 0 ? words.Advice() : One(Sentences));

    readonly SeedWords words = new(chance);

    string Fill(string pattern) => pattern.Contains('{', StringComparison.Ordinal) ? Blank().Replace(pattern, blank => blank.Value switch
    {
        "{subject}" => words.Subject(),
        "{place}" => words.Place(),
        "{person}" => words.PersonName(),
        "{organisation}" => words.Organisation(),
        _ => chance.Next(2, 90).ToString(CultureInfo.InvariantCulture),
    }) : pattern;

    static string FirstSentence(string text)
    {
        var line = text.AsSpan().TrimStart("> -");
        var end = line.IndexOfAny(".?!\n");
        return (end < 0 ? line : line[..Math.Min(end + 1, line.Length)]).Trim().ToString();
    }

    string One(string[] all) => all[chance.Next(all.Length)];

    [GeneratedRegex(@"\{\w+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Blank();
}
