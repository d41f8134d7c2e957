using System.Collections.Frozen;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Polls;

/// A poll as all see it, without its votes.
public sealed record PollFace(long Id, string Question, IReadOnlyList<string> Options, bool IsMany, bool ShowsNames, DateTime? ClosesAt)
{
    public bool IsOpenAt(DateTime now) => ClosesAt is null || ClosesAt > now;
}

/// How many chose an option; and who, in a poll that shows names.
public sealed record PollLine(string Text, int Count, IReadOnlyList<string> Names);

/// How it stands. Voters: people, who may have chosen several.
public sealed record PollCounts(int Voters, IReadOnlyList<PollLine> Lines)
{
    public const int MostNames = 50;
}

/// Reads polls: the counts are shared, and how one voted is one's own.
public sealed class PollReading(IDbContextFactory<HubDb> databases, LiveFeed live)
{
    readonly Snapshots<(long Id, int Page), FrozenDictionary<int, PollFace>> pages = new(
        live, key => LiveTopic.Discussion(key.Id), (key, _) => ReadPageAsync(databases, key.Id, key.Page), most: 2_000);

    readonly Snapshots<(long DiscussionId, long PollId), PollCounts> counts = new(
        live, key => LiveTopic.PollVotes(key.DiscussionId), (key, _) => CountAsync(databases, key.PollId), most: 2_000);

    /// How often the database was read for what all share.
    public long Reads => pages.Reads + counts.Reads;

    /// By the numbers of their posts. Of a discussion that came through the door.
    internal async Task<FrozenDictionary<int, PollFace>> OfPageAsync((long DiscussionId, int Page) key) => (await pages.GetAsync(key)).Value;

    /// Of a page that came through the door. Null: no such post is on it, or there is no poll in it.
    public async Task<PollCounts?> CountAsync(DiscussionView view, int number) =>
        view.Polls.GetValueOrDefault(number) is { } poll ? (await counts.GetAsync((view.DiscussionId, poll.Id))).Value : null;

    /// The options that this person chose, by their numbers from 0.
    public async Task<IReadOnlyList<int>> MineAsync(Actor actor, long pollId, CancellationToken cancel = default)
    {
        if (actor.PersonId is not { } me) return [];
        await using var db = await databases.CreateDbContextAsync(cancel);
        return PollVote.OptionsIn(await db.PollVotes.Where(v => v.PollId == pollId && v.PersonId == me).Select(v => v.Choices).SingleOrDefaultAsync(cancel));
    }

    static async Task<FrozenDictionary<int, PollFace>> ReadPageAsync(IDbContextFactory<HubDb> databases, long id, int page)
    {
        await using var db = await databases.CreateDbContextAsync();
        var (first, last) = (DiscussionPages.FirstOn(page), DiscussionPages.LastOn(page));
        var found = await db.Polls.AsNoTracking()
            .Where(p => p.Post!.DiscussionId == id && p.Post.Number >= first && p.Post.Number <= last && p.Post.RemovedAt == null)
            .Select(p => new { p.Post!.Number, Poll = p })
            .ToListAsync();
        return found.ToFrozenDictionary(one => one.Number, one => FaceOf(one.Poll));
    }

    static PollFace FaceOf(Poll poll) => new(poll.Id, poll.Question, poll.Lines, poll.IsMany, poll.ShowsNames, poll.ClosesAt);

    static async Task<PollCounts> CountAsync(IDbContextFactory<HubDb> databases, long pollId)
    {
        await using var db = await databases.CreateDbContextAsync();
        var poll = await db.Polls.AsNoTracking().SingleOrDefaultAsync(p => p.Id == pollId);
        if (poll is null) return new PollCounts(0, []);
        var votes = await db.PollVotes.Where(v => v.PollId == pollId)
            .GroupBy(v => v.Choices).Select(all => new { Choices = all.Key, Count = all.Count() }).ToListAsync();
        // Of a poll that hides names none is read here, so none can be shown.
        var names = poll.ShowsNames
            ? await db.PollVotes.Where(v => v.PollId == pollId).OrderBy(v => v.At).Take(PollCounts.MostNames)
                .Join(db.People, v => v.PersonId, p => p.Id, (v, p) => new { v.Choices, p.Name }).ToListAsync()
            : [];
        return new PollCounts(votes.Sum(vote => vote.Count),
        [
            .. poll.Lines.Select((text, option) => new PollLine(
                text,
                votes.Where(vote => PollVote.Chose(vote.Choices, option)).Sum(vote => vote.Count),
                [.. names.Where(vote => PollVote.Chose(vote.Choices, option)).Select(vote => vote.Name)])),
        ]);
    }
}
