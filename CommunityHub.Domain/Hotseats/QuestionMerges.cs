using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Moderation;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Duplicates become one question, and two again. By facilitators.
public sealed class QuestionMerges(HubWrites writes)
{
    const string MergedVerb = "merged a question into another";
    const string SplitVerb = "undid a merge of questions";

    /// The words of one of them stay, and it is wanted by whoever wanted any of them. Everybody who asked is told. Done twice, it is done
    /// once. Refuses questions of two hotseats, what is merged already or gone, and an answered one into one that waits.
    public Task MergeAsync(Actor actor, string staysId, IEnumerable<string> questionIds) => writes.DoAsync(async work =>
    {
        var (stays, hotseat, standing) = await work.InQuestionAsync(actor, staysId);
        var me = standing.RequireFacilitator();
        RequireOpen(hotseat);
        if (stays.PublicId != staysId) throw new RefusedException(QuestionSet.MergedMeanwhile);

        var ids = questionIds.Where(id => PublicId.IsWellFormed(id) && id != staysId).Distinct().ToList();
        if (ids.Count == 0) throw new RefusedException("Choose two questions or more.");
        var others = await work.Db.Questions.Where(q => q.HotseatId == hotseat.Id && ids.Contains(q.PublicId)).ToListAsync();
        if (others.Count < ids.Count) throw new RefusedException("Only questions of one hotseat can be merged.");

        var set = await work.SetOfAsync(stays);
        var before = (await work.WantedByAsync(set)).Count;
        var askersBefore = await work.AskersOfAsync(set);
        var parts = new List<(Question Question, List<long> Askers)>();
        foreach (var other in others.Where(q => q.MergedIntoId != stays.Id).OrderBy(q => q.Id))
        {
            parts.Add((other, await work.AskersOfAsync(await work.SetOfAsync(other))));
            set.TakeIn(other);
            work.Db.Add(Act.Of(actor, MergedVerb, work.Now, hotseat.CommunityId, onWhat: other.PublicId));
        }
        if (parts is []) return;
        if (hotseat.AnsweringId is { } pinned && others.Exists(q => q.Id == pinned))
        {
            if (stays.IsWaiting) hotseat.AnswerNow(stays);
            else hotseat.StopAnswering();
        }

        var whole = await work.SetOfAsync(stays);
        var wantedBy = await work.WantedByAsync(whole);
        foreach (var (other, askers) in parts)
        {
            await work.TellAllAsync(askers.Except(askersBefore).Where(asker => asker != me).Select(asker => (asker, HotseatNews.Merged(hotseat, other, stays, before, wantedBy.Count))));
        }
        await work.TellAllAsync(askersBefore.Where(asker => asker != me).Select(asker => (asker, HotseatNews.MergedIntoYours(hotseat, stays, before, wantedBy.Count))));
        work.AnnounceQuestions(hotseat, wantedBy);
    });

    /// The merged question stands by itself again, with its own votes and its own asker. Done twice, it is done once.
    public Task UndoAsync(Actor actor, string questionId) => writes.DoAsync(async work =>
    {
        var (_, hotseat, standing) = await work.InQuestionAsync(actor, questionId, evenGone: true);
        var me = standing.RequireFacilitator();
        RequireOpen(hotseat);
        var question = await work.Db.Questions.SingleAsync(q => q.PublicId == questionId);
        if (question.MergedIntoId is not { } into) return;
        if (question.IsGone) throw new RefusedException("Its asker has taken this question back.");

        var other = await work.Db.Questions.SingleAsync(q => q.Id == into);
        var whole = await work.SetOfAsync(other);
        var wantedBy = await work.WantedByAsync(whole);
        var askers = await work.AskersOfAsync(whole);
        whole.LetGo(question);
        work.Db.Add(Act.Of(actor, SplitVerb, work.Now, hotseat.CommunityId, onWhat: question.PublicId));

        var own = await work.AskersOfAsync(await work.SetOfAsync(question));
        await work.TellAllAsync(own.Where(asker => asker != me).Select(asker => (asker, HotseatNews.Unmerged(hotseat, question))));
        await work.TellAllAsync(askers.Except(own).Where(asker => asker != me).Select(asker => (asker, HotseatNews.Unmerged(hotseat, other))));
        work.AnnounceQuestions(hotseat, wantedBy);
    });

    static void RequireOpen(Hotseat hotseat)
    {
        if (hotseat.IsOver) throw new RefusedException("This hotseat is over. It stays as it is.");
    }
}
