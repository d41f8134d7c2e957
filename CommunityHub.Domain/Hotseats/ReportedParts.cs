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
    public static async Task<Dictionary<Reported, ReportedItem>> ReportedPartsAsync(
        this HubDb db, IReadOnlyList<Reported> reported, DateTime now, CancellationToken cancel)
    {
        var (questions, answers, comments) = (Ids(what => what.QuestionId), Ids(what => what.AnswerId), Ids(what => what.CommentId));
        List<long> Ids(Func<Reported, long?> of) => [.. reported.Select(of).OfType<long>().Distinct()];
        Dictionary<Reported, ReportedItem> items = [];
        if (questions.Count > 0) await AddQuestionsAsync(db, questions, items, now, cancel);
        if (answers.Count > 0)
        {
            var said = db.Answers.Where(a => answers.Contains(a.Id)).Select(a => new SaidPart
            {
                Id = a.Id,
                PublicId = a.PublicId,
                Html = a.Html,
                HotseatId = a.Question.HotseatId,
                PersonId = a.PersonId,
                IsShown = true,
                Under = null,
            });
            await AddSaidAsync(db, said, ReportedKind.Answer, id => new(AnswerId: id), items, cancel);
        }
        if (comments.Count > 0)
        {
            var said = db.AnswerComments.Where(c => comments.Contains(c.Id)).Select(c => new SaidPart
            {
                Id = c.Id,
                PublicId = c.PublicId,
                Html = c.Html,
                HotseatId = c.Answer.Question.HotseatId,
                PersonId = c.PersonId,
                IsShown = c.RemovedAt == null,
                Under = c.Answer.PublicId,
            });
            await AddSaidAsync(db, said, ReportedKind.Comment, id => new(CommentId: id), items, cancel);
        }
        return items;
    }

    static async Task AddQuestionsAsync(HubDb db, List<long> questions, Dictionary<Reported, ReportedItem> items, DateTime now, CancellationToken cancel)
    {
        var names = await db.NamedAskersOfAsync(questions, cancel);
        var unnamed = await db.AskedWithoutName().Where(id => questions.Contains(id)).ToHashSetAsync(cancel);
        var shown = await db.Questions.Shown(now).Where(q => questions.Contains(q.Id)).Select(q => q.Id).ToHashSetAsync(cancel);
        var rows = await db.Questions.Where(q => questions.Contains(q.Id))
            .Join(db.Hotseats, q => q.HotseatId, h => h.Id, (q, h) => new { q.Id, q.PublicId, q.Html, Hotseat = h.PublicId, h.Title })
            .ToListAsync(cancel);
        foreach (var row in rows)
        {
            var name = names.GetValueOrDefault(row.Id);
            var item = Item(ReportedKind.Question, row.Hotseat, row.Title, row.PublicId, name?.Name ?? QuestionRow.AMember, row.Html, shown.Contains(row.Id));
            items[new(QuestionId: row.Id)] = item with { ByKey = name?.PublicId, IsUnnamed = unnamed.Contains(row.Id) };
        }
    }

    // Answers and comments, whose writers have names. Who is no member any more (or a guest) has no page among the members.
    static async Task AddSaidAsync(
        HubDb db, IQueryable<SaidPart> said, ReportedKind kind, Func<long, Reported> what, Dictionary<Reported, ReportedItem> items, CancellationToken cancel)
    {
        var rows = await said
            .Join(db.Hotseats, part => part.HotseatId, h => h.Id, (part, h) => new { Part = part, h.CommunityId, Hotseat = h.PublicId, h.Title })
            .Join(db.People, row => row.Part.PersonId, p => p.Id, (row, p) => new
            {
                row.Part,
                row.Hotseat,
                row.Title,
                p.Name,
                Key = p.PublicId,
                IsMember = db.Memberships.Any(m => m.CommunityId == row.CommunityId && m.PersonId == p.Id && m.Until == null),
            })
            .ToListAsync(cancel);
        foreach (var row in rows)
        {
            var item = Item(kind, row.Hotseat, row.Title, row.Part.PublicId, row.Name, row.Part.Html, row.Part.IsShown);
            items[what(row.Part.Id)] = item with { ByKey = row.IsMember ? row.Key : null, Under = row.Part.Under };
        }
    }

    static ReportedItem Item(ReportedKind kind, string hotseat, string title, string id, string by, string html, bool isShown) =>
        new(kind, hotseat, title, id, by, isShown ? html : "", !isShown);

    sealed record SaidPart
    {
        public required long Id { get; init; }
        public required string PublicId { get; init; }
        public required string Html { get; init; }
        public required long HotseatId { get; init; }
        public required long PersonId { get; init; }
        public required bool IsShown { get; init; }
        public required string? Under { get; init; }
    }
}
