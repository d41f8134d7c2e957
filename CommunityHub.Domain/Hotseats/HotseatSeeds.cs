using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// What facilitators do with questions that they put into the room themselves.
public sealed class HotseatSeeds(HubWrites writes)
{
    /// Out of the room again, while nobody has answered it. Nobody asked it, so nobody is told.
    public Task TakeAwayAsync(Actor actor, string questionId) => writes.DoAsync(async work =>
    {
        var (question, hotseat, standing) = await work.InQuestionAsync(actor, questionId);
        standing.RequireFacilitator();
        if (!await work.Db.PlacedQuestions.AnyAsync(p => p.QuestionId == question.Id)) throw new RefusedException("Somebody asked this question. It can be declined, with words for them.");

        question.Withdraw(work.Now);
        if (hotseat.AnsweringId == question.Id) hotseat.StopAnswering();
        work.Db.Add(Act.Of(actor, "took a question away that nobody had asked", work.Now, hotseat.CommunityId, onWhat: question.PublicId));
        work.Announce(LiveTopic.Hotseat(hotseat.Id));
    });
}
