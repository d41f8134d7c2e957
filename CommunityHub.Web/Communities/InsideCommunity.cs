using CommunityHub.Communities;
using CommunityHub.Text;
using CommunityHub.Web.App;
using CommunityHub.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Communities;

/// A page at or under /communities/{slug}. It has a View, or has answered already: not there, moved, or suspended.
public abstract class InsideCommunity : ActPage
{
    [Parameter] public string Slug { get; set; } = "";
    [CascadingParameter] protected HttpContext? Request { get; set; }
    [Inject] protected CommunityReading Reading { get; set; } = default!;

    /// Null: nothing of the page is to be drawn.
    protected CommunityView? View { get; private set; }

    /// Why this person is kept out, of the site or of the community: then the page shows that, and nothing else.
    protected CommunityHub.People.SuspensionCard? Suspension { get; private set; }
    protected string? SuspendedFrom { get; private set; }

    /// Something is to be drawn. Forms before that would be left behind by a page that is not there.
    protected bool IsFound => View is not null || Suspension is not null;
    protected TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;
    protected string Address => $"communities/{View?.Card.Slug ?? Slug}";

    /// The part of the address after the slug, for a community that has moved.
    protected virtual string Part => "";

    protected sealed override async Task OnInitializedAsync()
    {
        var found = await Reading.FindAsync(Me, Slug);
        if (found is null)
        {
            Suspension = await Reading.SuspensionFromSiteAsync(Me);
            if (Suspension is null) Navigation.NotFound();
            return;
        }
        Zone = HubZone.Of(ReaderZone.Of(found.Reader.TimeZone, Request));
        if (found.Standing.Suspension is { } suspension)
        {
            (Suspension, SuspendedFrom) = (suspension, found.Card.Name);
            return;
        }
        if (found.IsMoved)
        {
            Navigation.NavigateTo($"communities/{found.Card.Slug}{Part}");
            return;
        }
        if (!await LoadAsync(found))
        {
            Navigation.NotFound();
            return;
        }
        View = found;
    }

    /// False: this page is not for this person, and so not there.
    protected abstract Task<bool> LoadAsync(CommunityView view);
}

static class HubZone
{
    public static TimeZoneInfo Of(string? id) => id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;
}
