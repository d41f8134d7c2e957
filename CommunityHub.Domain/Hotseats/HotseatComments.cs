using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.RateLimits;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// What is done under an answer: follow it up with a comment, take one away, thank for it. Until the hotseat is over; then it stays as it is.
public sealed class HotseatComments(HubWrites writes, Limits limits)
{
    static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    /// By any member, always with their name. Gives the comment's public id. Whoever asked is told, and nobody sees that; so is whoever answered.
    public Task<string> CommentAsync(Actor actor, string answerId, string? text, string? key = null) => writes.DoAsync(async work =>
    {
        var (answer, hotseat, standing) = await InAnswerAsync(work, actor, answerId);
        var me = standing.RequireMember();
        return await work.OnceAsync(me, key, async () =>
        {
            RequireGoingOn(hotseat);
            var comment = Comment.On(answer.Id, text, me, work.Now);
            if (!standing.IsFacilitator && !await work.IsAnswererAsync(hotseat, me)) await work.CountAsync(() => limits.RequirePostAsync(standing.Reader));
            work.Db.Add(comment);
            await work.ForgetDraftAsync(me, Places.Comment(answerId));
            var question = await work.Db.Questions.SingleAsync(q => q.Id == answer.QuestionId);
            await work.TellAskersAsync(question, HotseatNews.Commented(hotseat, answer, standing.Reader.Name ?? ""), except: me);
            if (answer.PersonId != me && !await WereJustToldAsync(work, answer)) await work.TellAsync(answer.PersonId, HotseatNews.CommentedOnYours(hotseat, answer, comment, standing.Reader.Name ?? ""));
            work.Announce(LiveTopic.Talk(hotseat.Id), LiveTopic.Mine(hotseat.Id, me));
            return comment.PublicId;
        }, text);
    });

    /// By who wrote it, or by a facilitator; then it stands in the log.
    public Task RemoveAsync(Actor actor, string commentId) => writes.DoAsync(async work =>
    {
        if (!PublicId.IsWellFormed(commentId)) commentId = "";
        var comment = await work.Db.AnswerComments.SingleOrDefaultAsync(c => c.PublicId == commentId && c.RemovedAt == null);
        var answerId = comment is null ? "" : await work.Db.Answers.Where(a => a.Id == comment.AnswerId).Select(a => a.PublicId).SingleAsync();
        var (_, hotseat, standing) = await InAnswerAsync(work, actor, answerId);
        var me = standing.RequireMember();
        if (comment!.PersonId != me && !standing.IsFacilitator) throw new RefusedException("Only the person who wrote it or a facilitator can take a comment away.");
        await work.TakeAwayAsync(actor, hotseat, comment, me);
    });

    /// Once a person; taken back with false. Twice is once.
    public Task ThankAsync(Actor actor, string answerId, bool thanks) => writes.DoAsync(async work =>
    {
        var (answer, hotseat, standing) = await InAnswerAsync(work, actor, answerId);
        var me = standing.RequireMember();
        RequireGoingOn(hotseat);
        var before = await work.Db.AnswerThanks.SingleOrDefaultAsync(t => t.AnswerId == answer.Id && t.PersonId == me);
        if (thanks == before is not null) return;
        if (answer.PersonId == me) throw new RefusedException("This is your own answer. The thanks are for you.");
        await work.CountAsync(() => limits.RequireAsync(Limit.Vote, me, standing.Reader.TimeZone));
        if (thanks) work.Db.Add(AnswerThanks.For(answer.Id, me, work.Now));
        else work.Db.Remove(before!);
        work.Announce(LiveTopic.Talk(hotseat.Id), LiveTopic.Mine(hotseat.Id, me));
    });

    // Whoever answered hears of the first comment, and of others when it has been quiet for a while: not of each in a lively hour.
    static Task<bool> WereJustToldAsync(HubWork work, Answer answer) =>
        work.Db.AnswerComments.AnyAsync(c => c.AnswerId == answer.Id && c.PersonId != answer.PersonId && c.At > work.Now - Quiet);

    static void RequireGoingOn(Hotseat hotseat)
    {
        if (hotseat.IsOver) throw new RefusedException("This hotseat is over. It stays as it is.");
    }

    static async Task<(Answer, Hotseat, Standing)> InAnswerAsync(HubWork work, Actor actor, string answerId)
    {
        var reader = await work.ReadAsync(actor);
        if (!PublicId.IsWellFormed(answerId)) answerId = "";
        // A rehearsal is a room like any other for those who are in it.
        var rooms = work.Db.RoomsFor(reader);
        var shown = work.Db.Questions.Shown(reader.Now).Where(q => rooms.Any(h => h.Id == q.HotseatId));
        var answer = await work.Db.Answers.SingleOrDefaultAsync(a => a.PublicId == answerId && shown.Any(q => q.Id == a.QuestionId));
        if (answer is null)
        {
            reader.RequirePerson();
            throw new RefusedException(Entrance.NotThere);
        }
        var hotseat = await rooms.SingleAsync(h => shown.Any(q => q.Id == answer.QuestionId && q.HotseatId == h.Id));
        return (answer, hotseat, await work.Db.StandingAsync(reader, hotseat.CommunityId));
    }
}
