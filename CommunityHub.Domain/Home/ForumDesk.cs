using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Home;

/// A discussion that the reader follows, and somebody has written in it since they looked.
public sealed record ReplyLine(string Id, string Title, string Community, string LastBy, DateTime LastPostAt, int New);

/// A question that nobody has replied to.
public sealed record WaitingLine(string Id, string Title, string Community, string AskedBy, string AskedByKey, DateTime At);

/// What the discussions hold for one member.
public sealed record MyForum
{
    public static readonly MyForum Nothing = new();

    public IReadOnlyList<ReplyLine> Replies { get; init; } = [];
    public IReadOnlyList<WaitingLine> Waiting { get; init; } = [];

    /// What is new in each of their communities.
    public MyUnread Unread { get; init; } = MyUnread.Nothing;
}

/// What is new in the discussions of one's own communities, for the first page.
public sealed class ForumDesk(IDbContextFactory<HubDb> databases, UnreadCounts counts, CommunityFaces communities, LiveFeed live, TimeProvider clock) : IDisposable
{
    const int MostReplies = 5, MostWaiting = 4;

    // Long enough to be worth a try, short enough that an answer still helps whoever asked.
    static readonly TimeSpan WorthAReply = TimeSpan.FromDays(30);

    readonly LiveMemory<Actor, MyForum> pages = new(live, clock, TimeSpan.FromMinutes(1), most: 5_000);

    /// A visitor has none.
    public async Task<MyForum> ReadAsync(Actor actor, CancellationToken cancel = default) => actor.PersonId is { } me
        ? await pages.GetAsync(actor, () => ReadAfreshAsync(actor, cancel), page => UnreadCounts.TopicsOf(me, page.Unread.Communities.Select(one => one.CommunityId)))
        : MyForum.Nothing;

    public void Dispose() => pages.Dispose();

    async Task<MyForum> ReadAfreshAsync(Actor actor, CancellationToken cancel)
    {
        var unread = await counts.ReadAsync(actor, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var mine = unread.Communities.Select(one => one.CommunityId).ToList();
        if (mine.Count == 0 || reader.PersonId is null) return MyForum.Nothing;

        var discussions = db.DiscussionsFor(reader).Where(d => mine.Contains(d.CommunityId) && d.MergedIntoId == null);
        return new MyForum
        {
            Unread = unread,
            Replies = await RepliesAsync(db, reader, discussions, unread, cancel),
            Waiting = await WaitingAsync(db, reader, discussions, cancel),
        };
    }

    async Task<IReadOnlyList<ReplyLine>> RepliesAsync(HubDb db, Reader reader, IQueryable<Discussion> discussions, MyUnread unread, CancellationToken cancel)
    {
        var followed = unread.Communities
            .SelectMany(one => one.New.Where(news => news.Value.IsFollowed).Select(news => (Id: news.Key, news.Value.LastPostAt, Community: one.CommunityId)))
            .OrderByDescending(one => one.LastPostAt).ThenBy(one => one.Id, StringComparer.Ordinal)
            .Take(MostReplies)
            .ToList();
        if (followed.Count == 0) return [];
        var ids = followed.ConvertAll(one => one.Id);
        var lines = await DiscussionLists.Lines(db, reader, discussions.Where(d => ids.Contains(d.PublicId))).ToDictionaryAsync(line => line.Id, cancel);
        var replies = new List<ReplyLine>();
        foreach (var (id, _, community) in followed)
        {
            if (lines.GetValueOrDefault(id) is not { } line) continue;
            replies.Add(new ReplyLine(id, line.Title, (await communities.OfAsync(community)).Name, line.LastBy, line.LastPostAt, unread.Of(id).Count));
        }
        return replies;
    }

    // The longest wait first: it is the one that feels it.
    static async Task<IReadOnlyList<WaitingLine>> WaitingAsync(HubDb db, Reader reader, IQueryable<Discussion> discussions, CancellationToken cancel)
    {
        var (me, since) = (reader.PersonId, reader.Now - WorthAReply);
        return await discussions
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
            .ToListAsync(cancel);
    }
}
