using System.Collections.Immutable;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace CommunityHub.Forums;

/// What is new to somebody in one of their communities.
public sealed record ForumNews(long CommunityId, LastWord? Latest, ImmutableDictionary<string, UnreadPosts> New)
{
    /// The youngest post that it knows of. By row, not by time: what has no name says the minute only, and comes later than it says.
    public required long LastPostId { get; init; }

    /// Discussions with something new.
    public int Discussions => New.Count;

    /// Somebody else has written in one of them since a list was drawn, which knew of no younger post than this one.
    public bool HasNewSince(long lastPostId) => New.Values.Any(one => one.LastPostId > lastPostId);
}

/// What is new to somebody, in all communities that they are in and may read.
public sealed record MyUnread(IReadOnlyList<ForumNews> Communities)
{
    public static readonly MyUnread Nothing = new([]);

    public int Discussions => Communities.Sum(one => one.Discussions);

    /// Null: they are not in it, or may not read it.
    public ForumNews? In(long communityId) => Communities.FirstOrDefault(one => one.CommunityId == communityId);

    /// By the discussion's public id. Nothing new: a count of 0.
    public UnreadPosts Of(string discussionId)
    {
        foreach (var one in Communities)
        {
            if (one.New.TryGetValue(discussionId, out var news)) return news;
        }
        return default;
    }
}

/// Counts what is new to people, in memory: a change in a community is read once, whoever watches, and each reader's own part only when they
/// themselves read, mute or follow, or their rights change; and once a minute.
public sealed class UnreadCounts(IDbContextFactory<HubDb> databases, LiveFeed live, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    readonly Snapshots<ForumStock> stocks = new(
        live, LiveTopic.Forum, (id, before) => ForumStock.ReadAsync(databases, id, clock.GetUtcNow().UtcDateTime, before), most: 2_000);

    readonly LiveMemory<Actor, IReadOnlyList<OwnForum>> forums = new(live, clock, Longest, most: 20_000);
    readonly LiveMemory<long, OwnReading> readings = new(live, clock, Longest, most: 20_000);
    readonly MemoryCache counted = new(new MemoryCacheOptions { SizeLimit = 50_000 });
    long reads, looks;

    /// How often the database was read: for the tests and benches that count it.
    public long Reads => stocks.Reads + Interlocked.Read(ref reads);

    /// How many discussions were looked at for somebody, in memory: the same.
    public long Looks => Interlocked.Read(ref looks);

    /// Of the communities that the actor is in and reads now. A visitor has none.
    public async Task<MyUnread> ReadAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.PersonId is not { } me) return MyUnread.Nothing;
        var mine = await forums.GetAsync(actor, () => ReadForumsAsync(actor, cancel), all => [
            LiveTopic.SiteRights, LiveTopic.PersonRights(me), .. all.Select(one => LiveTopic.CommunityRights(one.CommunityId))]);
        if (!mine.Any(one => one.Reads)) return MyUnread.Nothing;

        // What all share first: whoever reads a post has it in their own part, and nobody is shown that post as new.
        var all = new List<(OwnForum Forum, ForumStock Stock)>();
        foreach (var one in mine.Where(one => one.Reads)) all.Add((one, (await stocks.GetAsync(one.CommunityId)).Value));
        var own = await readings.GetAsync(me, [LiveTopic.Reading(me)], () => ReadOwnAsync(me, cancel));
        var now = clock.GetUtcNow().UtcDateTime;
        return new MyUnread(all.ConvertAll(one => new ForumNews(one.Forum.CommunityId, one.Stock.Latest, CountIn(me, one.Forum, one.Stock, own, now))
        {
            LastPostId = one.Stock.LastPostId,
        }));
    }

    /// What a part that shows it listens to.
    public static LiveTopic[] TopicsOf(long me, IEnumerable<long> communities) =>
    [
        LiveTopic.SiteRights, LiveTopic.PersonRights(me), LiveTopic.Reading(me),
        .. communities.SelectMany(id => new[] { LiveTopic.Forum(id), LiveTopic.CommunityRights(id) }),
    ];

    public void Dispose()
    {
        forums.Dispose();
        readings.Dispose();
        counted.Dispose();
    }

    ImmutableDictionary<string, UnreadPosts> CountIn(long me, OwnForum forum, ForumStock stock, OwnReading own, DateTime now)
    {
        var key = (me, forum.CommunityId);
        var before = counted.Get<CountedForum>(key);
        var after = CountedForum.Of(before, stock, own, forum.Since, now);
        if (ReferenceEquals(before, after)) return after.New;
        Interlocked.Add(ref looks, after.Looked);
        counted.Set(key, after, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = Longest });
        return after.New;
    }

    async Task<IReadOnlyList<OwnForum>> ReadForumsAsync(Actor actor, CancellationToken cancel)
    {
        Interlocked.Increment(ref reads);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        if (reader.PersonId is not { } me) return [];
        return await db.Memberships
            .Where(m => m.PersonId == me && m.Until == null)
            .OrderBy(m => m.CommunityId)
            .Select(m => new OwnForum(m.CommunityId, m.From, db.CommunitiesReadBy(reader).Any(c => c.Id == m.CommunityId)))
            .ToListAsync(cancel);
    }

    async Task<OwnReading> ReadOwnAsync(long me, CancellationToken cancel)
    {
        Interlocked.Increment(ref reads);
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await OwnReading.ReadAsync(db, me, cancel);
    }

    /// A community that somebody is in. One that they may not read just now, a suspension say, is listened to like the others.
    sealed record OwnForum(long CommunityId, DateTime Since, bool Reads);
}
