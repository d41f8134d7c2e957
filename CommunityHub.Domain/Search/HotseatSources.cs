using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Search;

/// Hotseats with what was learnt in them, and what was asked, answered and said there.
static partial class SearchSources
{
    public static async Task<List<SearchDocument>> HotseatsAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = await db.Hotseats
            .Where(h => ids.Contains(h.Id) && h.State != HotseatState.Draft && h.RehearsalOf == null)
            .Select(h => new
            {
                h.Id,
                h.PublicId,
                h.CommunityId,
                h.StartsAt,
                h.Title,
                h.About,
                Summary = db.Set<Summary>().Where(s => s.HotseatId == h.Id).OrderByDescending(s => s.Number).Select(s => s.Text).FirstOrDefault(),
                Guests = db.Answerers.Where(a => a.HotseatId == h.Id && a.RevokedAt == null).OrderBy(a => a.Id).Select(a => new { a.Person.Name, a.Introduction }).ToList(),
            })
            .AsSplitQuery()
            .ToListAsync(cancel);
        return rows.ConvertAll(h => new SearchDocument
        {
            Kind = SearchKind.Hotseat,
            SourceId = h.Id,
            PublicId = h.PublicId,
            CommunityId = h.CommunityId,
            PlaceId = h.Id,
            At = h.StartsAt,
            Title = h.Title,
            Words = string.Join(' ', h.Guests.Select(guest => guest.Introduction.Length > 0 ? $"{guest.Name}, {guest.Introduction}." : $"{guest.Name}.").Append(Plain(h.About)).Append(Plain(h.Summary))).Trim(),
        });
    }

    public static async Task<List<SearchDocument>> QuestionsAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = await Found(db)
            .Where(q => ids.Contains(q.Id))
            .Select(q => new
            {
                q.Id,
                q.PublicId,
                q.HotseatId,
                q.Text,
                q.AskedAt,
                q.AppearsAt,
                q.WithdrawnAt,
                IsUnanswered = q.AnsweredAt == null,
                CommunityId = db.Hotseats.Where(h => h.Id == q.HotseatId).Select(h => h.CommunityId).First(),
                ThemeId = db.Set<QuestionTheme>().Where(t => t.QuestionId == q.Id).Select(t => (long?)t.ThemeId).FirstOrDefault(),
                // Somebody else asked, or put it there: then the room names nobody whose question it is.
                IsTheirOwn = q.AskedForById == null && q.AppearsAt == null && !db.PlacedQuestions.Any(p => p.QuestionId == q.Id),
            })
            .ToListAsync(cancel);
        var askers = await db.NamedAskings().Where(a => ids.Contains(a.QuestionId)).ToDictionaryAsync(a => a.QuestionId, a => a.PersonId, cancel);
        return rows.ConvertAll(q => new SearchDocument
        {
            Kind = SearchKind.Question,
            SourceId = q.Id,
            PublicId = q.PublicId,
            CommunityId = q.CommunityId,
            PlaceId = q.HotseatId,
            AuthorId = q.IsTheirOwn && askers.TryGetValue(q.Id, out var asker) ? asker : null,
            ThemeId = q.ThemeId,
            At = q.AskedAt,
            Opens = q.AppearsAt,
            Closes = q.WithdrawnAt,
            IsUnanswered = q.IsUnanswered,
            Words = Plain(q.Text),
        });
    }

    public static async Task<List<SearchDocument>> AnswersAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = await db.Answers
            .Where(a => ids.Contains(a.Id) && Found(db).Any(q => q.Id == a.QuestionId))
            .Select(a => new
            {
                a.Id,
                a.PublicId,
                a.Question.HotseatId,
                a.PersonId,
                a.AnsweredAt,
                a.Text,
                a.Question.AppearsAt,
                CommunityId = db.Hotseats.Where(h => h.Id == a.Question.HotseatId).Select(h => h.CommunityId).First(),
                ThemeId = db.Set<QuestionTheme>().Where(t => t.QuestionId == a.QuestionId).Select(t => (long?)t.ThemeId).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return rows.ConvertAll(a => new SearchDocument
        {
            Kind = SearchKind.Answer,
            SourceId = a.Id,
            PublicId = a.PublicId,
            CommunityId = a.CommunityId,
            PlaceId = a.HotseatId,
            AuthorId = a.PersonId,
            ThemeId = a.ThemeId,
            At = a.AnsweredAt,
            Opens = a.AppearsAt,
            Words = Plain(a.Text),
        });
    }

    public static async Task<List<SearchDocument>> CommentsAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = await db.AnswerComments
            .Where(c => ids.Contains(c.Id) && c.RemovedAt == null && Found(db).Any(q => q.Id == c.Answer.QuestionId))
            .Select(c => new
            {
                c.Id,
                c.PublicId,
                c.Answer.Question.HotseatId,
                c.PersonId,
                c.At,
                c.Text,
                c.Answer.Question.AppearsAt,
                c.Answer.Question.WithdrawnAt,
                CommunityId = db.Hotseats.Where(h => h.Id == c.Answer.Question.HotseatId).Select(h => h.CommunityId).First(),
                ThemeId = db.Set<QuestionTheme>().Where(t => t.QuestionId == c.Answer.QuestionId).Select(t => (long?)t.ThemeId).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return rows.ConvertAll(c => new SearchDocument
        {
            Kind = SearchKind.Comment,
            SourceId = c.Id,
            PublicId = c.PublicId,
            CommunityId = c.CommunityId,
            PlaceId = c.HotseatId,
            AuthorId = c.PersonId,
            ThemeId = c.ThemeId,
            At = c.At,
            Opens = c.AppearsAt,
            Closes = c.WithdrawnAt,
            Words = Plain(c.Text),
        });
    }

    public static async Task<List<SearchDocument>> ClosingWordsAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = await db.Set<FollowUp>()
            .Where(f => ids.Contains(f.Id) && f.ClosedAt != null && f.Words != null && Found(db).Any(q => q.Id == f.QuestionId))
            .Select(f => new
            {
                f.Id,
                f.PublicId,
                f.HotseatId,
                f.ClosedById,
                At = f.ClosedAt!.Value,
                f.Words,
                f.Question.AppearsAt,
                f.Question.WithdrawnAt,
                CommunityId = db.Hotseats.Where(h => h.Id == f.HotseatId).Select(h => h.CommunityId).First(),
                ThemeId = db.Set<QuestionTheme>().Where(t => t.QuestionId == f.QuestionId).Select(t => (long?)t.ThemeId).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return rows.ConvertAll(f => new SearchDocument
        {
            Kind = SearchKind.ClosingWord,
            SourceId = f.Id,
            PublicId = f.PublicId,
            CommunityId = f.CommunityId,
            PlaceId = f.HotseatId,
            AuthorId = f.ClosedById,
            ThemeId = f.ThemeId,
            At = f.At,
            Opens = f.AppearsAt,
            Closes = f.WithdrawnAt,
            Words = Plain(f.Words),
        });
    }

    // One that was taken back is found as long as the room still shows it.
    static IQueryable<Question> Found(HubDb db) => db.Questions
        .Where(q => q.DeclinedAt == null && q.AwaitsSince == null && q.MergedIntoId == null)
        .Where(q => db.Hotseats.Any(h => h.Id == q.HotseatId && h.State != HotseatState.Draft && h.RehearsalOf == null));
}
