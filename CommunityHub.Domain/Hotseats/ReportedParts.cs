using CommunityHub.Data;
using CommunityHub.Moderation;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Parts of hotseats as the facilitators' queue shows them.
static class ReportedParts
{
    /// It stands in the room: not gone, not still to appear, and no other one stands for it.
    public static Task<bool> IsShownAsync(this HubWork work, ReportedPart part) => part.Comment?.RemovedAt is not null
        ? Task.FromResult(false)
        : work.Db.Questions.Shown(work.Now).AnyAsync(q => q.Id == part.Question.Id);

    /// For facilitators of the community in which they were reported.
    public static async Task<Dictionary<Reported, ReportedItem>> ReportedPartsAsync(this HubDb db, IReadOnlyList<Reported> reported, DateTime now, CancellationToken cancel)
    {
        var (questions, answers, comments) = (Ids(what => what.QuestionId), Ids(what => what.AnswerId), Ids(what => what.CommentId));
        List<long> Ids(Func<Reported, long?> of) => [.. reported.Select(of).OfType<long>().Distinct()];
        Dictionary<Reported, ReportedItem> items = [];
        if (questions.Count > 0)
        {
            var (names, unnamed) = (await db.NamedAskersOfAsync(questions, cancel), await db.AskedWithoutName().Where(id => questions.Contains(id)).ToHashSetAsync(cancel));
            var shown = await db.Questions.Shown(now).Where(q => questions.Contains(q.Id)).Select(q => q.Id).ToHashSetAsync(cancel);
            var rows = await db.Questions.Where(q => questions.Contains(q.Id))
                .Join(db.Hotseats, q => q.HotseatId, h => h.Id, (q, h) => new { q.Id, q.PublicId, q.Html, Hotseat = h.PublicId, h.Title }).ToListAsync(cancel);
            foreach (var row in rows)
            {
                var name = names.GetValueOrDefault(row.Id);
                items[new(QuestionId: row.Id)] = Item(ReportedKind.Question, row.Hotseat, row.Title, row.PublicId, name?.Name ?? QuestionRow.AMember, row.Html, shown.Contains(row.Id)) with { ByKey = name?.PublicId, IsUnnamed = unnamed.Contains(row.Id) };
            }
        }
        if (answers.Count > 0)
        {
            var rows = await db.Answers.Where(a => answers.Contains(a.Id))
                .Join(db.Hotseats, a => a.Question.HotseatId, h => h.Id, (a, h) => new { a.Id, a.PublicId, a.Html, h.CommunityId, Hotseat = h.PublicId, h.Title, a.Person.Name, Key = a.Person.PublicId, IsMember = db.Memberships.Any(m => m.CommunityId == h.CommunityId && m.PersonId == a.PersonId && m.Until == null) })
                .ToListAsync(cancel);
            foreach (var row in rows) items[new(AnswerId: row.Id)] = Item(ReportedKind.Answer, row.Hotseat, row.Title, row.PublicId, row.Name, row.Html, isShown: true) with { ByKey = row.IsMember ? row.Key : null };
        }
        if (comments.Count > 0)
        {
            var rows = await db.AnswerComments.Where(c => comments.Contains(c.Id))
                .Join(db.Hotseats, c => c.Answer.Question.HotseatId, h => h.Id, (c, h) => new { c.Id, c.PublicId, Under = c.Answer.PublicId, c.Html, c.RemovedAt, Hotseat = h.PublicId, h.Title, c.Person.Name, Key = c.Person.PublicId, IsMember = db.Memberships.Any(m => m.CommunityId == h.CommunityId && m.PersonId == c.PersonId && m.Until == null) })
                .ToListAsync(cancel);
            foreach (var row in rows) items[new(CommentId: row.Id)] = Item(ReportedKind.Comment, row.Hotseat, row.Title, row.PublicId, row.Name, row.Html, row.RemovedAt is null) with { ByKey = row.IsMember ? row.Key : null, Under = row.Under };
        }
        return items;
    }

    static ReportedItem Item(ReportedKind kind, string hotseat, string title, string id, string by, string html, bool isShown) => new(kind, hotseat, title, id, by, isShown ? html : "", !isShown);
}
