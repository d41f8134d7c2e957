using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Search;

/// Makes the documents of the index from what they are about. Only of what is there to be read: of a post that was taken away, a question
/// that waits or was declined, a draft or a rehearsal there is none. Who of a community may find them is asked at each search.
static class SearchSources
{
    // Longer than any body: plain words are never longer than what was typed.
    const int Longest = 40_000;

    public static async Task<List<SearchDocument>> DiscussionsAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = await db.Discussions
            .Where(d => ids.Contains(d.Id) && d.MergedIntoId == null)
            .Select(d => new
            {
                d.Id,
                d.PublicId,
                d.CommunityId,
                d.ThemeId,
                d.StarterId,
                d.StartedAt,
                d.Title,
                IsUnanswered = d.Kind == Forums.DiscussionKind.Question && d.MarkedAnswer == null,
                Text = db.Posts.Where(p => p.DiscussionId == d.Id && p.Number == 1 && p.RemovedAt == null).Select(p => p.Text).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        return rows.ConvertAll(d => new SearchDocument
        {
            Kind = SearchKind.Discussion,
            SourceId = d.Id,
            PublicId = d.PublicId,
            CommunityId = d.CommunityId,
            PlaceId = d.Id,
            AuthorId = d.StarterId,
            ThemeId = d.ThemeId,
            At = d.StartedAt,
            IsUnanswered = d.IsUnanswered,
            Title = d.Title,
            Words = Plain(d.Text),
        });
    }

    public static async Task<List<SearchDocument>> PostsAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = await db.Posts
            .Where(p => ids.Contains(p.Id) && p.Number > 1 && p.RemovedAt == null)
            .Select(p => new { p.Id, p.PublicId, p.DiscussionId, p.PersonId, p.At, p.Text, p.Discussion.CommunityId, p.Discussion.ThemeId })
            .ToListAsync(cancel);
        return rows.ConvertAll(p => new SearchDocument
        {
            Kind = SearchKind.Post,
            SourceId = p.Id,
            PublicId = p.PublicId,
            CommunityId = p.CommunityId,
            PlaceId = p.DiscussionId,
            AuthorId = p.PersonId,
            ThemeId = p.ThemeId,
            At = p.At,
            Words = Plain(p.Text),
        });
    }

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
            Words = string.Join(' ', h.Guests.Select(guest => guest.Introduction.Length > 0 ? $"{guest.Name}, {guest.Introduction}." : $"{guest.Name}.").Append(Plain(h.About))).Trim(),
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

    public static async Task<List<SearchDocument>> PeopleAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = await db.People
            .Where(p => ids.Contains(p.Id) && p.Kind == PersonKind.Registered && p.ConfirmedAt != null)
            .Select(p => new { p.Id, p.PublicId, p.Name, p.Organisation, p.JoinedAt })
            .ToListAsync(cancel);
        return rows.ConvertAll(p => new SearchDocument
        {
            Kind = SearchKind.Person,
            SourceId = p.Id,
            PublicId = p.PublicId,
            At = p.JoinedAt,
            Title = p.Name,
            Words = p.Organisation ?? "",
        });
    }

    public static async Task<List<SearchDocument>> CommunitiesAsync(HubDb db, IReadOnlyList<long> ids, CancellationToken cancel)
    {
        var rows = await db.Communities
            .Where(c => ids.Contains(c.Id) && c.OpenedAt != null)
            .Select(c => new { c.Id, c.PublicId, c.Name, c.Purpose, At = c.OpenedAt!.Value })
            .ToListAsync(cancel);
        return rows.ConvertAll(c => new SearchDocument
        {
            Kind = SearchKind.Community,
            SourceId = c.Id,
            PublicId = c.PublicId,
            CommunityId = c.Id,
            At = c.At,
            Title = c.Name,
            Words = Wording.Line(c.Purpose),
        });
    }

    // One that was taken back is found as long as the room still shows it.
    static IQueryable<Question> Found(HubDb db) => db.Questions
        .Where(q => q.DeclinedAt == null && q.AwaitsSince == null && q.MergedIntoId == null)
        .Where(q => db.Hotseats.Any(h => h.Id == q.HotseatId && h.State != HotseatState.Draft && h.RehearsalOf == null));

    static string Plain(string? text) => string.IsNullOrEmpty(text) ? "" : Markdown.ToPlain(text, Longest);
}
