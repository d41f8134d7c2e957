using System.Collections.Frozen;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// What members said to one answer: thanks, and comments, oldest first. The same for all who may see the room.
public sealed record AnswerTalk(int Thanks, IReadOnlyList<CommentRow> Comments)
{
    public static readonly AnswerTalk None = new(0, []);
}

public sealed record CommentRow(string Id, string Text, string Html, string By, string? Organisation, DateTime At);

/// All of a room's, by the answer's public id.
public sealed record AnswerTalks(FrozenDictionary<string, AnswerTalk> ByAnswer)
{
    public AnswerTalk Of(string answerId) => ByAnswer.GetValueOrDefault(answerId, AnswerTalk.None);

    internal static async Task<AnswerTalks> ReadAsync(IDbContextFactory<HubDb> databases, long hotseatId, AnswerTalks? before)
    {
        await using var db = await databases.CreateDbContextAsync();
        var thanks = await db.AnswerThanks
            .Where(t => t.Answer.Question.HotseatId == hotseatId)
            .GroupBy(t => t.Answer.PublicId)
            .Select(t => new { Answer = t.Key, Count = t.Count() })
            .ToDictionaryAsync(t => t.Answer, t => t.Count);
        var comments = await db.AnswerComments
            .Where(c => c.Answer.Question.HotseatId == hotseatId && c.RemovedAt == null)
            .OrderBy(c => c.Id)
            .Select(c => new { Answer = c.Answer.PublicId, Row = new CommentRow(c.PublicId, c.Text, c.Html, c.Person.Name, c.Person.Organisation, c.At) })
            .ToListAsync();

        // A row that reads the same stays the same object, so that its markup is made once.
        var known = before?.ByAnswer.Values.SelectMany(talk => talk.Comments).ToDictionary(row => row.Id);
        CommentRow Kept(CommentRow row) => known is not null && known.TryGetValue(row.Id, out var same) && same == row ? same : row;
        var byAnswer = comments.GroupBy(c => c.Answer).ToDictionary(c => c.Key, c => c.Select(one => Kept(one.Row)).ToList());
        return new AnswerTalks(thanks.Keys.Union(byAnswer.Keys).ToFrozenDictionary(
            answer => answer,
            answer => new AnswerTalk(thanks.GetValueOrDefault(answer), byAnswer.GetValueOrDefault(answer) ?? [])));
    }
}
