using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Privacy;
using CommunityHub.RateLimits;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Forums;

/// What every test of the forum through the operations begins with.
public abstract class ForumTest(TestDatabase database) : IAsyncLifetime
{
    protected const string Words = "Who has assessed carers by phone?";

    private protected TestHub Hub { get; private set; } = null!;
    private protected Cast Cast => Hub.Cast;
    protected Discussions Discussions => Hub.Get<Discussions>();
    protected DiscussionPosts Posts => Hub.Get<DiscussionPosts>();
    protected DiscussionReading Reading => Hub.Get<DiscussionReading>();
    protected Following Following => Hub.Get<Following>();

    public async ValueTask InitializeAsync()
    {
        Hub = await TestHub.OnAsync(database);
        Hub.Get<Limits>().AreOff = true;
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Hub is not null) await Hub.DisposeAsync();
    }

    protected Task<string> SlugAsync(long community) => Hub.LookAsync(db => db.Communities.Where(c => c.Id == community).Select(c => c.Slug).SingleAsync());

    /// By Bo, in the community by request unless another is said.
    protected async Task<string> StartAsync(long? community = null, Actor? by = null, DiscussionKind kind = DiscussionKind.Question, string? key = null) =>
        await Discussions.StartAsync(by ?? Cast.Bo, await SlugAsync(community ?? Cast.ByRequest), new DiscussionForm(kind, "Assessments by phone", Words), key);

    protected async Task<DiscussionView> ViewAsync(Actor actor, string id, int page = 1) => (await Reading.ReadAsync(actor, id, page, TestContext.Current.CancellationToken))!;

    protected Task<List<string>> NoticesOfAsync(Actor actor) =>
        Hub.LookAsync(db => db.Notices.Where(n => n.PersonId == actor.PersonId).OrderBy(n => n.Id).Select(n => n.Words).ToListAsync());

    /// By Dot, at their wish; what others read stays.
    protected async Task EraseAsync(Actor who)
    {
        var id = await Hub.LookAsync(db => db.People.Where(p => p.Id == who.PersonId).Select(p => p.PublicId).SingleAsync());
        await Hub.Get<Erasures>().EraseAsync(Cast.Dot, id, "They asked.", withWords: false);
    }

    protected static async Task<string> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAsync<RefusedException>(act)).Message;
}
