using CommunityHub.Communities;
using CommunityHub.Web.Communities;
using CommunityHub.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.App;

/// A page under /admin: not there for anybody else.
public abstract class AdministratorsPage : ActPage
{
    [CascadingParameter] protected HttpContext? Request { get; set; }
    [CascadingParameter] protected Viewer? Viewer { get; set; }
    protected TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;
    protected bool IsShown { get; private set; }

    protected sealed override async Task OnInitializedAsync()
    {
        if (Viewer is not { IsAdministrator: true })
        {
            Navigation.NotFound();
            return;
        }
        Zone = HubZone.Of(ReaderZone.Of(Viewer.TimeZone, Request));
        IsShown = true;
        if (!await AttemptAsync(LoadAsync)) await AttemptAsync(LoadAnywayAsync);
    }

    /// The operations refuse whoever is no administrator; what was searched for may be refused too.
    protected abstract Task LoadAsync();

    /// Without what was searched for.
    protected virtual Task LoadAnywayAsync() => LoadAsync();
}
