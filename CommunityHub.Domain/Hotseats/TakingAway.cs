using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// How a facilitator takes away what others wrote in a hotseat, whoever calls for it: with a reason, a row in the log, and a word to its writer.
static class TakingAway
{
    /// Of a question that waits: it leaves the room, and only its askers read why.
    public static async Task DeclineAsync(this HubWork work, Actor actor, Hotseat hotseat, Question question, long me, string? why)
    {
        question.Decline(why, me, work.Now);
        if (hotseat.AnsweringId == question.Id) hotseat.StopAnswering();

        var askers = await work.AskersOfAsync(await work.SetOfAsync(question));
        work.Record(actor, "declined a question", hotseat.CommunityId, await work.Db.NamedAskerOfAsync(question.Id), question.PublicId, question.DeclinedWhy);
        await work.TellAllAsync(askers.Select(asker => (asker, HotseatNews.Declined(hotseat, question))));
        work.AnnounceQuestions(hotseat, askers);
    }

    /// Of one that was answered: its words go, and the answer stays. Its asker's own words are kept, for them.
    public static async Task TakeWordsAwayAsync(this HubWork work, Actor actor, Hotseat hotseat, Question question, long me, string? why)
    {
        work.Db.Add(question.TakeWordsAway(hotseat.Say("A facilitator took the words of this question away."), why, me, work.Now));
        var askers = await work.AskersOfAsync(await work.SetOfAsync(question));
        work.Record(actor, "took away the words of a question", hotseat.CommunityId, await work.Db.NamedAskerOfAsync(question.Id), question.PublicId, Wording.Clean(why).Trim());
        await work.TellAllAsync(askers.Select(asker => (asker, HotseatNews.WordsTakenAway(hotseat, question, Wording.Clean(why).Trim()))));
        work.AnnounceQuestions(hotseat, askers);
    }

    /// Its words and all that it said before; whoever wrote it may write it anew.
    public static async Task TakeAwayAsync(this HubWork work, Actor actor, Hotseat hotseat, Answer answer, string? why)
    {
        foreach (var earlier in await work.Db.AnswerRevisions.Where(r => r.AnswerId == answer.Id).ToListAsync()) earlier.Hide();
        work.Db.Add(answer.TakeAway(hotseat.Say("A facilitator took this answer away."), why, work.Now));
        var reason = Wording.Clean(why).Trim();
        work.Record(actor, "took away an answer of", hotseat.CommunityId, answer.PersonId, answer.PublicId, reason);
        await work.TellAsync(answer.PersonId, HotseatNews.AnswerTakenAway(hotseat, answer, reason));
        work.Announce(LiveTopic.Hotseat(hotseat.Id), LiveTopic.Mine(hotseat.Id, answer.PersonId));
    }

    /// What was taken away stands there again; what it said before that stays hidden. Refuses one that stands, or that was written anew.
    public static async Task PutBackAsync(this HubWork work, Actor actor, Hotseat hotseat, Answer answer, string? why)
    {
        var taken = await work.Db.TakenAway().SingleOrDefaultAsync(r => r.AnswerId == answer.Id)
            ?? throw new RefusedException(hotseat.Say("This answer stands there already."));
        var reason = Wording.Require(why, Hotseat.LongestReason, Hotseat.SayWhy);
        work.Db.Add(answer.PutBack(taken, work.Now));
        work.Record(actor, "put back an answer of", hotseat.CommunityId, answer.PersonId, answer.PublicId, reason);
        await work.TellAsync(answer.PersonId, HotseatNews.AnswerPutBack(hotseat, answer, reason));
        work.Announce(LiveTopic.Hotseat(hotseat.Id), LiveTopic.Mine(hotseat.Id, answer.PersonId));
    }

    /// By whoever wrote it; or by a facilitator, then it stands in the log. A reason is told to its writer.
    public static async Task TakeAwayAsync(this HubWork work, Actor actor, Hotseat hotseat, Comment comment, long me, string? why = null)
    {
        comment.Remove(me, work.Now);
        if (comment.PersonId != me) work.Record(actor, "took away a comment of", hotseat.CommunityId, comment.PersonId, comment.PublicId, why);
        if (why is not null) await work.TellAsync(comment.PersonId, HotseatNews.CommentTakenAway(hotseat, why));
        work.Announce(LiveTopic.Talk(hotseat.Id), LiveTopic.Mine(hotseat.Id, comment.PersonId));
    }
}
