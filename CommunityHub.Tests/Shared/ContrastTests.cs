using System.Globalization;
using System.Text.RegularExpressions;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Shared;

/// The colours that the sheet puts together, against WCAG 2.2: 4.5 for text, 3 for edges, marks and the focus ring.
public sealed partial class ContrastTests
{
    static readonly string[] Grounds = ["paper", "surface", "sunken"];

    static readonly string[] Text =
    [
        .. OnEach(Grounds, "ink", "soft", "pine", "brick"),
        .. OnEach(["pine-tint"], "ink", "soft", "pine", "pine-deep"),
        .. OnEach(["lamp-tint"], "ink", "soft", "lamp-ink", "pine"),
        .. OnEach(["brick-tint"], "ink", "soft", "brick"),
        .. OnEach(["paper", "surface"], "pine-deep"),
        .. OnEach(["stage", "stage-up"], "on-stage", "stage-soft", "lamp"),
        .. Enumerable.Range(1, 6).Select(cloth => $"t{cloth}-ink on t{cloth}"),
        "on-pine on pine", "on-pine on pine-deep", "on-lamp on lamp", "on-brick on brick", "paper on ink", "stage on on-stage",
    ];

    static readonly string[] Parts =
    [
        .. OnEach([.. Grounds, "pine-tint", "lamp-tint"], "edge", "ink"),
        .. OnEach(Grounds, "pine"),
        .. OnEach(["stage", "stage-up"], "lamp", "stage-soft"),
        .. OnEach(["surface", "paper", "lamp-tint"], "lamp-edge"),
        .. OnEach(["surface", "paper"], "brick"),
    ];

    static readonly string Sheet = Comment.Replace(Sources.WebFile("wwwroot/tokens.css"), "");
    static readonly Dictionary<string, string> Light = Block(":root {");
    static readonly Dictionary<string, string> DarkBySystem = Block(":root:not([data-theme=\"light\"]) {");
    static readonly Dictionary<string, string> DarkByChoice = Block(":root[data-theme=\"dark\"] {");

    public static TheoryData<string, double> Pairs() =>
        [.. Text.Select(pair => (pair, 4.5)), .. Parts.Select(pair => (pair, 3.0))];

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_pair_of_colours_can_be_told_apart_in_light_and_dark(string pair, double atLeast)
    {
        Assert.InRange(Ratio(pair, new(Light)), atLeast, 21);
        Assert.InRange(Ratio(pair, new(Light.Concat(DarkBySystem).GroupBy(one => one.Key).Select(same => same.Last()))), atLeast, 21);
    }

    [Fact]
    public void Dark_is_the_same_by_the_systems_wish_and_by_the_persons_choice()
    {
        Assert.NotEmpty(DarkBySystem);
        Assert.Equal(DarkBySystem, DarkByChoice);
    }

    static IEnumerable<string> OnEach(string[] grounds, params string[] inks) =>
        from ground in grounds from ink in inks select $"{ink} on {ground}";

    static Dictionary<string, string> Block(string opening)
    {
        var start = Sheet.IndexOf(opening, StringComparison.Ordinal);
        Assert.True(start >= 0, $"tokens.css has no {opening}");
        return Declaration.Matches(Sheet[start..Sheet.IndexOf('}', start)]).ToDictionary(one => one.Groups[1].Value, one => one.Groups[2].Value);
    }

    static double Ratio(string pair, Dictionary<string, string> colours)
    {
        var both = pair.Split(" on ", 2).Select(name => Luminance(colours[name])).Order().ToArray();
        return (both[1] + .05) / (both[0] + .05);
    }

    static double Luminance(string hex)
    {
        var digits = hex.Length is 4 ? string.Concat(hex[1..].Select(digit => $"{digit}{digit}")) : hex[1..];
        return .2126 * Channel(digits[..2]) + .7152 * Channel(digits[2..4]) + .0722 * Channel(digits[4..6]);
    }

    static double Channel(string digits)
    {
        var share = int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return share <= .04045 ? share / 12.92 : Math.Pow((share + .055) / 1.055, 2.4);
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    static partial Regex Comment { get; }

    [GeneratedRegex(@"--([\w-]+):\s*([^;]+);")]
    static partial Regex Declaration { get; }
}
