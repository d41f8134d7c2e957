using System.Text.RegularExpressions;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Shared;

/// What the content policy would refuse is not written in the first place.
public sealed partial class MarkupTests
{
    [Fact]
    public void No_component_carries_inline_styles_or_scripts_or_handlers() => Assert.Equal(
        [],
        from file in Sources.WebFiles("*.razor")
        from found in Inline.Matches(file.Text)
        select $"{file.Name}: {found.Value.Trim()}");

    [Fact]
    public void No_sheet_fetches_anything_from_elsewhere_or_looks_at_style_attributes() => Assert.Equal(
        [],
        from file in Sources.WebFiles("*.css")
        from found in Foreign.Matches(file.Text)
        select $"{file.Name}: {found.Value}");

    [Fact]
    public void Every_icon_that_a_component_names_is_drawn() => Assert.Equal(
        [],
        from file in Sources.WebFiles("*.razor")
        from icon in IconName.Matches(file.Text)
        where !Icons.Contains($"id=\"i-{icon.Groups[1].Value}\"", StringComparison.Ordinal)
        select $"{file.Name}: {icon.Groups[1].Value}");

    static readonly string Icons = Sources.WebFile("wwwroot/icons.svg");

    [GeneratedRegex(@"\sstyle\s*=|<style\b|<script>|\son[a-z]+\s*=\s*""", RegexOptions.IgnoreCase)]
    static partial Regex Inline { get; }

    [GeneratedRegex(@"\[style|@import|url\(\s*[""']?(?:https?:)?//", RegexOptions.IgnoreCase)]
    static partial Regex Foreign { get; }

    [GeneratedRegex(@"<Icon\b[^>]*?\bName=""([a-z-]+)""")]
    static partial Regex IconName { get; }
}
