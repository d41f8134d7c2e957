using CommunityHub.Data;
using CommunityHub.Hotseats;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Exports;

/// Questions of which not everybody reads who asked. The asker is one of those who want it, so that of them, and of all that were merged with
/// them, only counts go into a file: never who, nor when.
sealed class GuardedQuestions
{
    GuardedQuestions(IReadOnlyList<IReadOnlyList<long>> sets) => Sets = sets;

    /// Merged ones stand together: who wants two of them counts once.
    public IReadOnlyList<IReadOnlyList<long>> Sets { get; }

    public IEnumerable<long> All => Sets.SelectMany(set => set);

    public static async Task<GuardedQuestions> ReadAsync(HubDb db, long communityId, CancellationToken cancel)
    {
        var here = db.Hotseats.Where(h => h.CommunityId == communityId).Select(h => h.Id);
        var questions = await db.Questions.Where(q => here.Contains(q.HotseatId)).OrderBy(q => q.Id).Select(q => new { q.Id, q.MergedIntoId, q.AskedForById }).ToListAsync(cancel);
        var open = (await db.NamedAskings().Where(a => here.Contains(a.HotseatId)).Select(a => a.QuestionId).ToListAsync(cancel)).ToHashSet();
        open.ExceptWith(questions.Where(q => q.AskedForById != null).Select(q => q.Id));
        open.UnionWith(await db.PlacedQuestions.Where(p => here.Contains(p.Question.HotseatId)).Select(p => p.QuestionId).ToListAsync(cancel));

        var into = questions.Where(q => q.MergedIntoId != null).ToDictionary(q => q.Id, q => q.MergedIntoId!.Value);
        long StandingFor(long id)
        {
            for (var i = 0; i < into.Count && into.TryGetValue(id, out var next); i++) id = next;
            return id;
        }
        return new([.. questions.GroupBy(q => StandingFor(q.Id), q => q.Id).Where(set => set.Any(id => !open.Contains(id))).Select(set => (IReadOnlyList<long>)[.. set])]);
    }
}
