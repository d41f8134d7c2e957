using CommunityHub.Data;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Who asked and who wants a question, with all that were merged into it.
static class QuestionSets
{
    /// As it is now, also where the change is not saved yet.
    public static async Task<QuestionSet> SetOfAsync(this HubWork work, Question standing)
    {
        await work.Db.Questions.Where(q => q.HotseatId == standing.HotseatId && q.MergedIntoId != null).LoadAsync();
        return QuestionSet.Of(standing, [.. work.Db.Questions.Local.Where(q => q.HotseatId == standing.HotseatId && q.MergedIntoId != null)]);
    }

    /// Everybody who asked it and did not take it back.
    public static Task<List<long>> AskersOfAsync(this HubWork work, QuestionSet set) =>
        work.Db.AskersOf(set.Ids).Distinct().ToListAsync();

    /// Those of its questions that one person asked and did not take back.
    public static async Task<List<Question>> AskedByAsync(this HubWork work, QuestionSet set, long personId)
    {
        var ids = await work.Db.QuestionsAskedBy(personId).Where(q => set.Ids.Contains(q.Id)).Select(q => q.Id).ToListAsync();
        return [.. set.Members.Where(q => ids.Contains(q.Id) && q.WithdrawnAt is null)];
    }

    /// One person's votes: more than one where they wanted two that became one.
    public static Task<List<Vote>> VotesOfAsync(this HubWork work, QuestionSet set, long personId) =>
        work.Db.Votes.Where(v => set.Ids.Contains(v.QuestionId) && v.PersonId == personId).ToListAsync();

    public static Task<List<long>> WantedByAsync(this HubWork work, QuestionSet set) =>
        work.Db.Votes.Where(v => set.Ids.Contains(v.QuestionId)).Select(v => v.PersonId).Distinct().ToListAsync();

    /// What the room shows and how many want it have changed, and for these people which of it is theirs.
    public static void AnnounceQuestions(this HubWork work, Hotseat hotseat, IEnumerable<long> people) =>
        work.Announce([LiveTopic.Hotseat(hotseat.Id), LiveTopic.Backstage(hotseat.Id), .. people.Select(person => LiveTopic.Mine(hotseat.Id, person))]);
}
