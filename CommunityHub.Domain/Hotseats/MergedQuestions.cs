using System.Collections.Frozen;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Which question stands for which in one hotseat, by public ids. For reading; <see cref="QuestionSet"/> is for acting.
sealed class MergedQuestions
{
    readonly FrozenDictionary<string, string> standing;
    readonly FrozenSet<string> withParts;

    MergedQuestions(FrozenDictionary<string, string> standing, IEnumerable<string> known)
    {
        this.standing = standing;
        withParts = standing.Values.ToFrozenSet();
        Known = known.ToFrozenDictionary(id => id, id => standing[id]);
    }

    /// The one that stands in the end, for each that the room once showed.
    public IReadOnlyDictionary<string, string> Known { get; }

    public bool Any => standing.Count > 0;

    public static async Task<MergedQuestions> ReadAsync(HubDb db, long hotseatId)
    {
        var into = await db.Questions
            .Where(q => q.HotseatId == hotseatId && q.MergedIntoId != null)
            .Select(q => new { q.PublicId, q.AwaitsSince, Into = db.Questions.Where(other => other.Id == q.MergedIntoId).Select(other => other.PublicId).First() })
            .ToDictionaryAsync(q => q.PublicId);
        return new(
            into.Keys.ToFrozenDictionary(id => id, id =>
            {
                while (into.TryGetValue(id, out var next)) id = next.Into;
                return id;
            }),
            into.Values.Where(q => q.AwaitsSince == null).Select(q => q.PublicId));
    }

    /// Whether others were merged into it.
    public bool HasParts(string questionId) => withParts.Contains(questionId);

    /// Itself, when no other one stands for it.
    public string Of(string questionId) => standing.GetValueOrDefault(questionId, questionId);
}
