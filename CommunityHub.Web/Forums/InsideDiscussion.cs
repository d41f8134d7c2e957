using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Web.App;
using CommunityHub.Web.Communities;
using CommunityHub.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Forums;

/// A page of one discussion. It comes in through the door; who may not see it is answered as if it had never been there.
public abstract class InsideDiscussion : ActPage
{
    /// The discussion's public id.
    [Parameter] public string Id { get; set; } = "";
    [CascadingParameter] protected HttpContext Request { get; set; } = default!;
    [CascadingParameter] protected Viewer? Viewer { get; set; }
    [Inject] protected DiscussionReading Reading { get; set; } = default!;
    [Inject] protected CommunityThemes Themes { get; set; } = default!;
    [Inject] TimeProvider Clock { get; set; } = default!;

    /// Null: nothing of the page is to be drawn.
    protected DiscussionView? View { get; private set; }
    protected MyDiscussion Mine { get; private set; } = MyDiscussion.None;
    protected ThemeFace? Theme { get; private set; }

    /// Kept out of its community: that is all they are told.
    protected SuspensionCard? Suspension { get; private set; }
    protected TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;
    protected DateTime Now => Clock.GetUtcNow().UtcDateTime;
    protected string Address => $"discussions/{Id}";

    /// Something is to be drawn. Forms before that would be left behind by a page that is not there.
    protected bool IsFound => View is not null || Suspension is not null;

    /// A form was sent to this page, so it must be there to take it, if only to say no.
    protected bool IsPosted => HttpMethods.IsPost(Request.Request.Method);

    /// Which page of the posts it needs.
    protected virtual int WantedPage => 1;

    /// What else the page needs. False: it is not there for this reader.
    protected virtual Task<bool> PrepareAsync(DiscussionView view) => Task.FromResult(true);

    protected override async Task OnInitializedAsync()
    {
        var found = await Reading.ReadAsync(Me, Id, WantedPage);
        Zone = HubZone.Of(ReaderZone.Of(Viewer?.TimeZone, Request));
        if (found is null)
        {
            Suspension = await Reading.SuspensionAsync(Me, Id);
            if (Suspension is null) Navigation.NotFound();
            return;
        }
        Mine = await Reading.ReadMineAsync(Me, found);
        Theme = found.Face.ThemeId is { } theme ? (await Themes.OfAsync(found.Standing.CommunityId)).FirstOrDefault(one => one.Id == theme) : null;
        if (!await PrepareAsync(found))
        {
            Navigation.NotFound();
            return;
        }
        View = found;
    }
}

/// A page about one post, by its number.
public abstract class InsidePost : InsideDiscussion
{
    [Parameter] public int Number { get; set; }

    protected PostRow? Row { get; private set; }
    protected override int WantedPage => Number < 1 ? 0 : DiscussionPages.Of(Number);

    /// False: this page is not for this person, and so not there.
    protected abstract Task<bool> PrepareAsync(DiscussionView view, PostRow post);

    protected sealed override async Task<bool> PrepareAsync(DiscussionView view)
    {
        Row = view.Posts.FirstOrDefault(post => post.Number == Number);
        return Row is not null && await PrepareAsync(view, Row);
    }
}
