using CommunityHub.Accounts;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Communities;

/// A hub on either database, and the words the tests of communities are written in.
public abstract class CommunityTests(TestDatabase database) : IAsyncLifetime
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;
    protected TestHub Hub { get; private set; } = null!;
    protected Cast Cast => Hub.Cast;
    protected Memberships Members => Hub.Get<Memberships>();
    protected JoinRequests Requests => Hub.Get<JoinRequests>();
    protected Invitations Invitations => Hub.Get<Invitations>();
    protected Facilitators Facilitators => Hub.Get<Facilitators>();
    protected Suspensions Suspensions => Hub.Get<Suspensions>();
    protected CommunityAdministration Administration => Hub.Get<CommunityAdministration>();
    protected CommunityProposals Proposals => Hub.Get<CommunityProposals>();

    public async ValueTask InitializeAsync() => Hub = await TestHub.OnAsync(database);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Hub.DisposeAsync();
    }

    protected Task<string> IdOf(Actor actor) => Hub.LookAsync(db => db.People.Where(p => p.Id == actor.PersonId).Select(p => p.PublicId).SingleAsync());

    protected Task<string> SlugOf(long community) => Hub.LookAsync(db => db.Communities.Where(c => c.Id == community).Select(c => c.Slug).SingleAsync());

    protected Task<string> IdOf(long community) => Hub.LookAsync(db => db.Communities.Where(c => c.Id == community).Select(c => c.PublicId).SingleAsync());

    protected Task<bool> IsIn(Actor actor, long community) =>
        Hub.LookAsync(db => db.Memberships.AnyAsync(m => m.CommunityId == community && m.PersonId == actor.PersonId && m.Until == null));

    protected async Task<bool> Reads(Actor actor, long community) =>
        (await Hub.LookAsync(async db => await db.StandingAsync(await Reader.ReadAsync(db, actor, Hub.Now), community))).Reads;

    protected async Task<bool> Runs(Actor actor, long community) =>
        (await Hub.LookAsync(async db => await db.StandingAsync(await Reader.ReadAsync(db, actor, Hub.Now), community))).IsFacilitator;

    protected Task<List<string>> NoticesOf(Actor actor) =>
        Hub.LookAsync(db => db.Notices.Where(n => n.PersonId == actor.PersonId).OrderBy(n => n.Id).Select(n => n.Words).ToListAsync());

    protected Task<List<string>> VerbsIn(long? community) =>
        Hub.LookAsync(db => db.Acts.Where(a => a.CommunityId == community).OrderBy(a => a.Id).Select(a => a.Verb).ToListAsync());

    protected Task HasAccount(Actor actor, string mail) => Hub.Writes.DoAsync(work =>
    {
        work.Db.Add(new Account { PersonId = actor.PersonId!.Value, UserName = mail, Email = mail, NormalizedEmail = mail, NormalizedUserName = mail });
        return Task.CompletedTask;
    });

    protected Task MakeFacilitator(Actor actor, long community) => Hub.Writes.DoAsync(work =>
    {
        work.Db.Add(Role.Give(community, actor.PersonId!.Value, isLead: false, work.Now));
        return Task.CompletedTask;
    });

    /// What each of the cast is answered: "" done, otherwise the words of the refusal.
    protected static async Task<string> AnswerTo(Func<Task> act)
    {
        try
        {
            await act();
            return "";
        }
        catch (RefusedException refused)
        {
            return refused.Message;
        }
    }

    /// As another server on the same database would write.
    protected HubWrites AnotherServer() => new(Hub.Databases, Hub.Feed, Hub.Clock);

    /// The open pages of whoever listens to this are emptied or drawn anew: within the pace of the bell.
    protected async Task Rings(LiveTopic topic, Func<Task> act)
    {
        var before = Hub.Feed.VersionOf(topic);
        await act();
        Assert.True(Hub.Feed.VersionOf(topic) > before, $"{topic} was not announced.");
    }
}
