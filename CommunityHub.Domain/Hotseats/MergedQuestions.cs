using System.Collections.Frozen;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Which question stands for which in one hotseat, by public ids. For reading; <see cref="QuestionSet"/> is for acting.
sealed class MergedQuestions
{
    readonly FrozenDictionary<string, string> standing;

    MergedQuestions(FrozenDictionary<string, string> standing) => this.standing = standing;

    /// The one that stands in the end, for each that does not.
    public IReadOnlyDictionary<string, string> Standing => standing;

    public bool Any => standing.Count > 0;

    public static async Task<MergedQuestions> ReadAsync(HubDb db, long hotseatId)
    {
        var into = await db.Questions
            .Where(q => q.HotseatId == hotseatId && q.MergedIntoId != null)
            .Select(q => new { q.PublicId, Into = db.Questions.Where(other => other.Id == q.MergedIntoId).Select(other => other.PublicId).First() })
            .ToDictionaryAsync(q => q.PublicId, q => q.Into);
        return new(into.Keys.ToFrozenDictionary(id => id, id =>
        {
            while (into.TryGetValue(id, out var next)) id = next;
            return id;
        }));
    }

    /// Itself, when no other one stands for it.
    public string Of(string questionId) => standing.GetValueOrDefault(questionId, questionId);
}
