using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// Somebody who is writing a reply just now. Name: of who does not mind being named (as in a hotseat's room); otherwise null.
public sealed record Typist(string Key, string? Name);

/// Who is writing in a discussion just now: those whose draft has changed within the last seconds. Shared by all who watch it.
public sealed class Typing(IDbContextFactory<HubDb> databases, LiveFeed live, TimeProvider clock)
{
    /// So long somebody counts as writing after the last change. Boxes keep what is typed each second.
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(8);

    const int Most = 5;

    readonly Snapshots<IReadOnlyList<Typist>> now = new(live, LiveTopic.Typing, (id, before) => ReadAsync(databases, clock, id, before), most: 1_000);

    /// Of a discussion that its reader came to through the door. Whoever asks later than <see cref="Lasts"/> after the last ring knows that it is nobody.
    public async Task<IReadOnlyList<Typist>> InAsync(long discussionId) => (await now.GetAsync(discussionId)).Value;

    // Members only: a draft can be begun by anybody.
    static async Task<IReadOnlyList<Typist>> ReadAsync(IDbContextFactory<HubDb> databases, TimeProvider clock, long id, IReadOnlyList<Typist>? before)
    {
        await using var db = await databases.CreateDbContextAsync();
        var at = clock.GetUtcNow().UtcDateTime;
        var since = at - Lasts;
        var discussion = await db.Discussions.Where(d => d.Id == id)
            .Select(d => new { d.PublicId, d.CommunityId, IsSilent = db.CommunitiesTakingUnnamedPosts().Any(c => c.Id == d.CommunityId) })
            .SingleAsync();
        // Where a post may come without a name, nothing tells who typed just before.
        if (discussion.IsSilent) return [];
        var place = DiscussionPlaces.Reply(discussion.PublicId);
        var writing = await db.Drafts
            .Where(d => d.Place == place && d.ChangedAt > since)
            .Join(db.MembersTakingPart(discussion.CommunityId, at), d => d.PersonId, p => p.Id, (d, p) => p)
            .OrderBy(p => p.Id)
            .Take(Most + 1)
            .Select(p => new Typist(p.PublicId, p.IsNamedInRooms ? p.Name : null))
            .ToListAsync();
        return before is not null && before.SequenceEqual(writing) ? before : writing;
    }
}

static class TypingWork
{
    /// A box in which somebody replies has changed: those who watch the discussion hear of it.
    public static async Task RingTypingAsync(this HubWork work, string place)
    {
        if (DiscussionPlaces.RepliedTo(place) is not { } publicId) return;
        var id = await work.Db.Discussions.Where(d => d.PublicId == publicId).Select(d => (long?)d.Id).SingleOrDefaultAsync();
        if (id is { } discussion) work.Announce(LiveTopic.Typing(discussion));
    }
}
