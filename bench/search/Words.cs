namespace SearchBench;

/// Made-up words, few of which are most of what is said, as in every language.
sealed class Words
{
    const int Most = 30_000;
    readonly string[] all;
    readonly double[] upTo;

    public Words()
    {
        var chance = new Random(1);
        string[] parts = ["ba", "ce", "di", "fo", "gu", "har", "jin", "kel", "lom", "mun", "nar", "pes", "ril", "sto", "tur", "van", "wek", "zil"];
        all = [.. Enumerable.Range(0, Most).Select(_ => string.Concat(Enumerable.Range(0, chance.Next(2, 5)).Select(_ => parts[chance.Next(parts.Length)])))];
        upTo = new double[Most];
        for (var i = 0; i < Most; i++) upTo[i] = (i == 0 ? 0 : upTo[i - 1]) + 1 / (i + 2.7);
    }

    public string Commonest => all[0];

    public string Common(Random chance) => all[chance.Next(100)];

    public string Rare(Random chance) => all[chance.Next(3_000, Most)];

    public string Text(Random chance, int length) => string.Join(' ', Enumerable.Range(0, length).Select(_ => Any(chance))) + ".";

    /// Two letters that changed places.
    public static string Slip(string word, Random chance)
    {
        var at = chance.Next(1, word.Length - 1);
        return string.Concat(word.AsSpan(0, at - 1), word.AsSpan(at, 1), word.AsSpan(at - 1, 1), word.AsSpan(at + 1));
    }

    string Any(Random chance)
    {
        var at = Array.BinarySearch(upTo, chance.NextDouble() * upTo[^1]);
        return all[Math.Min(at < 0 ? ~at : at, Most - 1)];
    }
}
