using System.Reflection;
using System.Text.RegularExpressions;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Architecture;

/// I23: a pattern that goes back over a text again and again can stop a server with one post. Each of ours reads its text once, or gives up by the clock.
public sealed partial class PatternTests
{
    const int Length = 20_000;

    static readonly string[] Baits =
    [
        .. new[]
        {
            "a", " ", "[@", "[@\\", "](", "[@a](mention:", "@a.", "a@", "a at a dot ", "www.", "http://", "https://a", "<!--", "<a href=\"", "<p><a href=\"https://a", "<img ", "<style>",
            "<span class=\"mention\" data-person=\"", "Re: ", "re [1] : ", "[a]", "(a", "((", "0", "From ", " via ", "é", "\u0301", "asked ", "to ask for m", "/discussions/a", "-", "=?utf-8?q?",
        }.Select(part => string.Concat(Enumerable.Repeat(part, (Length / part.Length) + 1))[..Length]),
        new string('a', Length) + "!", $"[@{new string('\\', Length)}](mention:abcdefghijkl)", $"https://{new string('a', Length)}.{new string('(', Length)}",
    ];

    [Fact]
    public void Each_reads_its_text_once_or_stops_by_the_clock()
    {
        var generated = Generated().ToList();
        Assert.True(generated.Count > 20, $"Only {generated.Count} patterns were found.");
        var wrong = generated.Where(one => !one.How.Options.HasFlag(RegexOptions.NonBacktracking) && one.How.MatchTimeoutMilliseconds <= 0).Select(one => $"{one.Method.DeclaringType}.{one.Method.Name}")
            .Concat(
                from file in Sources.DomainFiles("*.cs").Concat(Sources.WebFiles("*.cs")).Concat(Sources.WebFiles("*.razor"))
                from line in file.Text.Split('\n')
                where Made().IsMatch(line) && !line.Contains("NonBacktracking", StringComparison.Ordinal) && !line.Contains("TimeSpan.From", StringComparison.Ordinal)
                select $"{file.Name}: {line.Trim()}");
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_bait_holds_one_up()
    {
        // One that gives up by the clock throws.
        foreach (var (method, _) in Generated())
        {
            var pattern = (Regex)method.Invoke(null, null)!;
            foreach (var bait in Baits) _ = pattern.Count(bait);
        }
    }

    static IEnumerable<(MethodInfo Method, GeneratedRegexAttribute How)> Generated() =>
        from assembly in new[] { typeof(CommunityHub.Forums.Post).Assembly, typeof(Program).Assembly }
        from type in assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        let how = method.GetCustomAttribute<GeneratedRegexAttribute>()
        where how is not null
        select (method, how);

    // Not one that a source generator makes.
    [GeneratedRegex(@"\bnew Regex\(|\bRegex \w+ \{ get; \} = new\(|\bRegex\.(Replace|Match|Matches|IsMatch|Split|Count|EnumerateMatches|EnumerateSplits)\(")]
    private static partial Regex Made();
}
