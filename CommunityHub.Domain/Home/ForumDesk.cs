using System.Collections.Frozen;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Home;

/// The latest word in a community, and how many of its discussions hold something new to the reader.
public sealed record CommunityTalk(string Id, string Title, string LastBy, DateTime LastPostAt, int New);

/// A discussion that the reader follows, and somebody has written in it since they looked.
public sealed record ReplyLine(string Id, string Title, string Community, string LastBy, DateTime LastPostAt, int New);

/// A question that nobody has replied to.
public sealed record WaitingLine(string Id, string Title, string Community, string AskedBy, string AskedByKey, DateTime At);

/// What the discussions hold for one member.
public sealed record MyForum
{
    public static readonly MyForum Nothing = new();

    /// By the community's id. Where nothing was ever written, there is none.
    public FrozenDictionary<long, CommunityTalk> Communities { get; init; } = FrozenDictionary<long, CommunityTalk>.Empty;
    public IReadOnlyList<ReplyLine> Replies { get; init; } = [];
    public IReadOnlyList<WaitingLine> Waiting { get; init; } = [];

    /// Of all communities: discussions with something new.
    public int New => Communities.Values.Sum(talk => talk.New);
}

/// What is new in the discussions of one's own communities, for the first page.
public sealed class ForumDesk(IDbContextFactory<HubDb> databases, LiveFeed live, TimeProvider clock) : IDisposable
{
    const int MostCommunities = 30, MostReplies = 5, MostWaiting = 4;

    // Long enough to be worth a try, short enough that an answer still helps whoever asked.
    static readonly TimeSpan WorthAReply = TimeSpan.FromDays(30);

    readonly LiveMemory<Actor, (MyForum Forum, IReadOnlyList<long> Communities)> pages = new(live, clock, TimeSpan.FromMinutes(1), most: 5_000);

    /// A visitor has none.
    public async Task<MyForum> ReadAsync(Actor actor, CancellationToken cancel = default) =>
        actor.PersonId is { } me ? (await pages.GetAsync(actor, () => ReadAfreshAsync(actor, cancel), page => TopicsOf(me, page.Communities))).Forum : MyForum.Nothing;

    /// What a part that shows it listens to.
    public static LiveTopic[] TopicsOf(long me, IEnumerable<long> communities) =>
        [LiveTopic.SiteRights, LiveTopic.PersonRights(me), LiveTopic.Reading(me), .. communities.SelectMany(id => new[] { LiveTopic.Forum(id), LiveTopic.CommunityRights(id) })];

    public void Dispose() => pages.Dispose();

    async Task<(MyForum, IReadOnlyList<long>)> ReadAfreshAsync(Actor actor, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var (me, latestFirst) = (reader.PersonId, db.PostsLatestFirst());
        var mine = await db.Memberships.Where(m => m.PersonId == me && m.Until == null).Select(m => m.CommunityId).ToListAsync(cancel);
        if (mine.Count == 0) return (MyForum.Nothing, mine);

        var discussions = db.DiscussionsFor(reader).Where(d => mine.Contains(d.CommunityId) && d.MergedIntoId == null);
        var fresh = await discussions.NewTo(db, reader).GroupBy(d => d.CommunityId).Select(all => new { all.Key, Count = all.Count() }).ToDictionaryAsync(all => all.Key, all => all.Count, cancel);
        var latest = await db.Communities
            .Where(c => mine.Contains(c.Id))
            .OrderBy(c => c.Slug)
            .Take(MostCommunities)
            .Select(c => new
            {
                c.Id,
                Latest = discussions
                    .Where(d => d.CommunityId == c.Id)
                    .OrderByDescending(d => d.LastPostAt).ThenByDescending(d => d.Id)
                    .Select(d => new { d.PublicId, d.Title, d.LastPostAt, LastBy = latestFirst.Where(p => p.DiscussionId == d.Id).Select(p => p.Person.Name).First() })
                    .FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var since = reader.Now - WorthAReply;
        return (new MyForum
        {
            Communities = latest.Where(one => one.Latest is not null)
                .ToFrozenDictionary(one => one.Id, one => new CommunityTalk(one.Latest!.PublicId, one.Latest.Title, one.Latest.LastBy, one.Latest.LastPostAt, fresh.GetValueOrDefault(one.Id))),
            Replies = await discussions
                .Where(d => db.Follows.Any(f => f.DiscussionId == d.Id && f.PersonId == me && !f.IsMuted))
                .Where(d => db.ReadMarks.Any(m => m.DiscussionId == d.Id && m.PersonId == me && m.Number < d.PostCount))
                .OrderByDescending(d => d.LastPostAt).ThenByDescending(d => d.Id)
                .Take(MostReplies)
                .Select(d => new ReplyLine(
                    d.PublicId, d.Title,
                    db.Communities.Where(c => c.Id == d.CommunityId).Select(c => c.Name).First(),
                    latestFirst.Where(p => p.DiscussionId == d.Id).Select(p => p.Person.Name).First(),
                    d.LastPostAt,
                    d.PostCount - db.ReadMarks.Where(m => m.DiscussionId == d.Id && m.PersonId == me).Select(m => m.Number).First()))
                .ToListAsync(cancel),
            // The longest wait first: it is the one that feels it.
            Waiting = await discussions
                .Where(d => d.Kind == DiscussionKind.Question && d.PostCount == 1 && d.LockedAt == null && d.StarterId != me && d.LastPostAt > since)
                .Where(d => db.Communities.Any(c => c.Id == d.CommunityId && c.ArchivedAt == null))
                .Where(d => db.Posts.Any(p => p.DiscussionId == d.Id && p.Number == 1 && p.RemovedAt == null))
                .OrderBy(d => d.LastPostAt).ThenBy(d => d.Id)
                .Take(MostWaiting)
                .Select(d => new WaitingLine(
                    d.PublicId, d.Title,
                    db.Communities.Where(c => c.Id == d.CommunityId).Select(c => c.Name).First(),
                    db.People.Where(p => p.Id == d.StarterId).Select(p => p.Name).First(),
                    db.People.Where(p => p.Id == d.StarterId).Select(p => p.PublicId).First(),
                    d.StartedAt))
                .ToListAsync(cancel),
        }, mine);
    }
}
