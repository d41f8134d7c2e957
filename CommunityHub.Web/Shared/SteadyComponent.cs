using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Shared;

/// A part of a live page that is drawn again only when what it shows is another: a thousand circuits do not walk through twenty rows
/// because a count above them has changed (docs/decisions/0002-live-cost.md).
public abstract class SteadyComponent : ComponentBase
{
    object? drawn;

    /// Everything that it shows, compared as a value.
    protected abstract object Shows { get; }

    protected override void OnInitialized() => drawn = Shows;

    protected override bool ShouldRender()
    {
        var now = Shows;
        if (Equals(now, drawn)) return false;
        drawn = now;
        return true;
    }
}
