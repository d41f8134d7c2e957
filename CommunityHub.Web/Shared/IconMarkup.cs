using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Shared;

/// What <see cref="Icon"/> draws, as markup: for parts that stand on a page a hundred times, where each component costs. One text for all who see it.
static class IconMarkup
{
    static readonly ConcurrentDictionary<(string Sheet, string Name, string? Style), MarkupString> drawn = new();

    public static MarkupString Of(ResourceAssetCollection assets, string name, string? style = null) => drawn.GetOrAdd(
        (assets["icons.svg"], name, style),
        icon => new($"<svg class=\"{$"icon {icon.Style}".TrimEnd()}\" aria-hidden=\"true\"><use href=\"{icon.Sheet}#i-{icon.Name}\" /></svg>"));
}
