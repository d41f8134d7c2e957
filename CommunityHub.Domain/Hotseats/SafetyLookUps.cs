using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CommunityHub.Hotseats;

/// A facilitator looked up who asked without a name. Its asker sees it. Rows are only ever added.
public sealed class LookUp
{
    LookUp(long questionId, long byId, string why, DateTime at) => (QuestionId, ById, Why, At) = (questionId, byId, why, at);

    public long Id { get; private set; }
    public long QuestionId { get; private set; }
    public Question Question { get; private set; } = null!;
    public long ById { get; private set; }
    public Person By { get; private set; } = null!;
    public string Why { get; private set; }
    public DateTime At { get; private set; }

    /// Refuses to do it without a reason.
    public static LookUp Of(long questionId, long byId, string? why, DateTime now) =>
        new(questionId, byId, Wording.Require(why, Hotseat.LongestReason, "Say why. The person who asked will read it."), now);
}

sealed class LookUpTable : IEntityTypeConfiguration<LookUp>
{
    public void Configure(EntityTypeBuilder<LookUp> lookUp)
    {
        lookUp.ToTable("LookUps");
        lookUp.HasOne(l => l.Question).WithMany().HasForeignKey(l => l.QuestionId);
        lookUp.HasOne(l => l.By).WithMany().HasForeignKey(l => l.ById);
    }
}

/// What somebody without a name reads beside their own question.
public sealed record LookUpLine(string QuestionId, string Question, string By, string Why, DateTime At);

/// A question whose asker could be looked up, and how often that was done.
public sealed record HiddenAsker(string QuestionId, string Html, int LookedUp);

/// Who asked without a name, for somebody's safety only: by a facilitator of that community, with a reason, and never in silence.
public sealed class SafetyLookUps(HubWrites writes, IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    public const string Verb = "looked up who asked a question, for safety";

    /// Also one that was declined or taken back: a cry for help may be both. Null: not for this reader, or it has no hidden asker.
    public async Task<HiddenAsker?> FindAsync(Actor actor, string hotseatId, string questionId, CancellationToken cancel = default)
    {
        if (!PublicId.IsWellFormed(questionId) || !PublicId.IsWellFormed(hotseatId)) return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        if (await FindAsync(db, reader, hotseatId, questionId) is not var (question, hotseat)) return null;
        if (!(await db.StandingAsync(reader, hotseat.CommunityId, cancel)).IsFacilitator) return null;
        return new HiddenAsker(question.PublicId, question.Html, await db.LookUps.CountAsync(l => l.QuestionId == question.Id, cancel));
    }

    /// Gives the name. The asker is told in the same transaction who looked, when and why; the community's log says that it was done.
    public Task<FoundAsker> LookUpAsync(Actor actor, string hotseatId, string questionId, string? why, string? key = null) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        var me = standing.RequireFacilitator();
        if (await FindAsync(work.Db, standing.Reader, hotseatId, questionId) is not var (question, _)) throw new RefusedException(Entrance.NotThere);

        var asker = await work.Db.AskerForSafetyAsync(question.Id);
        await work.OnceAsync(me, key, async () =>
        {
            var lookUp = LookUp.Of(question.Id, me, why, work.Now);
            work.Db.Add(lookUp);
            // Without the name: the log is read by more people than needed it.
            work.Db.Add(Act.Of(actor, Verb, work.Now, hotseat.CommunityId, onWhat: question.PublicId, why: lookUp.Why));
            await work.TellAsync(asker.PersonId, HotseatNews.LookedUp(hotseat, question, standing.Reader.Name ?? "", lookUp.Why));
            work.Announce(LiveTopic.Mine(hotseat.Id, asker.PersonId));
            return question.PublicId;
        }, why);
        return asker;
    });

    static async Task<(Question, Hotseat)?> FindAsync(HubDb db, Reader reader, string hotseatId, string questionId)
    {
        if (!PublicId.IsWellFormed(questionId)) return null;
        var hotseat = await db.HotseatsFor(reader).SingleOrDefaultAsync(h => h.PublicId == hotseatId);
        if (hotseat is null) return null;
        var question = await db.Questions.SingleOrDefaultAsync(q => q.PublicId == questionId && q.HotseatId == hotseat.Id);
        return question is not null && question.HasAppeared(reader.Now) && await db.IsAskedWithoutNameAsync(question.Id) ? (question, hotseat) : null;
    }
}
