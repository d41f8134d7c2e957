using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats.Afterwards;

/// A topic as one reader sees it.
public sealed record TopicLine
{
    public required string Id { get; init; }
    public required string Text { get; init; }
    public required string Html { get; init; }
    public required int Wanted { get; init; }
    public required bool IsWanted { get; init; }

    /// The hotseat that came of it, where the reader may see it.
    public required string? HotseatId { get; init; }
    public required string? Hotseat { get; init; }
}

/// The list of questions that deserve a hotseat of their own: facilitators put them there, members say "me too", a hotseat comes of it.
public sealed class HotseatTopics(IDbContextFactory<HubDb> databases, HubWrites writes, Limits limits, TimeProvider clock)
{
    public const int Most = 200;

    /// Most wanted first; those of which a hotseat came, last. Nothing where the actor may not read the community.
    public async Task<IReadOnlyList<TopicLine>> ListAsync(Actor actor, long communityId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        return await Lines(db, reader, db.Set<HotseatTopic>().Where(t => t.CommunityId == communityId)).ToListAsync(cancel);
    }

    /// For who schedules a hotseat from it. Null: not for this actor.
    public async Task<TopicLine?> FindAsync(Actor actor, string communitySlug, string topicId, CancellationToken cancel = default)
    {
        if (!PublicId.IsWellFormed(topicId)) return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var communityId = await db.CommunitiesReadBy(reader).Where(c => c.Slug == communitySlug).Select(c => (long?)c.Id).SingleOrDefaultAsync(cancel);
        if (communityId is not { } id || await db.StandingAsync(reader, id, cancel) is not { IsFacilitator: true }) return null;
        return await Lines(db, reader, db.Set<HotseatTopic>().Where(t => t.CommunityId == id && t.PublicId == topicId)).SingleOrDefaultAsync(cancel);
    }

    /// By a facilitator. Who wanted the question wants the topic, until they take it back. Put there twice, it stands there once.
    public Task PutAsync(Actor actor, string questionId) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.InQuestionAsync(actor, questionId);
        standing.RequireFacilitator();
        var topic = await work.Db.Set<HotseatTopic>().SingleOrDefaultAsync(t => t.QuestionId == question.Id);
        if (topic is { RemovedAt: null }) return;
        if (topic is not null)
        {
            topic.PutBack();
        }
        else
        {
            work.Db.Add(topic = HotseatTopic.Of(question, hotseat.CommunityId, work.Now));
            var voters = await work.Db.Votes.Where(v => v.QuestionId == question.Id).Select(v => v.PersonId).ToListAsync();
            work.Db.AddRange(voters.Select(voter => TopicVote.For(topic, voter, work.Now)));
        }
        work.Db.Add(Act.Of(actor, "put a question on the list of topics", work.Now, hotseat.CommunityId, onWhat: question.PublicId));
    });

    /// "Me too", or no more, by a member.
    public Task VoteAsync(Actor actor, string? topicId, bool wanted) => writes.DoAsync(async work =>
    {
        var (topic, standing) = await FindAsync(work, actor, topicId);
        var me = standing.RequireMember();
        var vote = await work.Db.Set<TopicVote>().SingleOrDefaultAsync(v => v.TopicId == topic.Id && v.PersonId == me);
        if (wanted == vote is not null) return;
        await work.CountAsync(() => limits.RequireAsync(Limit.Vote, me, standing.Reader.TimeZone));
        if (vote is null) work.Db.Add(TopicVote.For(topic, me, work.Now));
        else work.Db.Remove(vote);
    });

    /// By a facilitator.
    public Task RemoveAsync(Actor actor, string? topicId) => writes.DoAsync(async work =>
    {
        var (topic, standing) = await FindAsync(work, actor, topicId);
        standing.RequireFacilitator();
        topic.Remove(work.Now);
        work.Db.Add(Act.Of(actor, "took a topic off the list", work.Now, topic.CommunityId, onWhat: topic.PublicId));
    });

    /// This hotseat came of it. By a facilitator; both are of one community.
    public Task ScheduleAsync(Actor actor, string? topicId, string hotseatId) => writes.DoAsync(async work =>
    {
        var (topic, standing) = await FindAsync(work, actor, topicId);
        standing.RequireFacilitator();
        var (hotseat, _) = await work.InHotseatAsync(actor, hotseatId);
        if (hotseat.CommunityId != topic.CommunityId) throw new RefusedException(Entrance.NotThere);
        topic.Schedule(hotseat.Id);
    });

    static async Task<(HotseatTopic Topic, Standing Standing)> FindAsync(HubWork work, Actor actor, string? topicId)
    {
        var reader = await work.ReadAsync(actor);
        var known = PublicId.IsWellFormed(topicId) ? topicId : null;
        var topic = await work.Db.Set<HotseatTopic>()
            .Where(t => t.PublicId == known && t.RemovedAt == null && work.Db.CommunitiesReadBy(reader).Any(c => c.Id == t.CommunityId))
            .SingleOrDefaultAsync();
        if (topic is null) reader.RequirePerson();
        return topic is null ? throw new RefusedException(Entrance.NotThere) : (topic, await work.Db.StandingAsync(reader, topic.CommunityId));
    }

    static IQueryable<TopicLine> Lines(HubDb db, Reader reader, IQueryable<HotseatTopic> topics)
    {
        var me = reader.PersonId;
        return topics
            .Where(t => t.RemovedAt == null && db.CommunitiesReadBy(reader).Any(c => c.Id == t.CommunityId))
            .OrderBy(t => t.HotseatId != null)
            .ThenByDescending(t => db.Set<TopicVote>().Count(v => v.TopicId == t.Id))
            .ThenBy(t => t.Id)
            .Take(Most)
            .Select(t => new TopicLine
            {
                Id = t.PublicId,
                Text = t.Text,
                Html = t.Html,
                Wanted = db.Set<TopicVote>().Count(v => v.TopicId == t.Id),
                IsWanted = db.Set<TopicVote>().Any(v => v.TopicId == t.Id && v.PersonId == me),
                HotseatId = db.HotseatsFor(reader).Where(h => h.Id == t.HotseatId).Select(h => h.PublicId).FirstOrDefault(),
                Hotseat = db.HotseatsFor(reader).Where(h => h.Id == t.HotseatId).Select(h => h.Title).FirstOrDefault(),
            });
    }
}
