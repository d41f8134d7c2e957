using CommunityHub.Data;
using CommunityHub.People;

namespace CommunityHub.Hotseats;

/// A hotseat as a line in a list.
public sealed record HotseatRow
{
    internal long Id { get; init; }
    public required string PublicId { get; init; }
    public required string Title { get; init; }
    public required HotseatState State { get; init; }
    public required DateTime StartsAt { get; init; }
    public required DateTime EndsAt { get; init; }
    public required string Zone { get; init; }
    public required string Community { get; init; }
    public required string CommunitySlug { get; init; }

    /// Everybody may read it, signed in or not.
    public required bool IsOpenToAll { get; init; }
    public required IReadOnlyList<string> Answering { get; init; }
    public required int Answered { get; init; }
    public required int Waiting { get; init; }

    public bool TakesQuestions => State is HotseatState.Collecting or HotseatState.Live;
}

static class HotseatProgramme
{
    /// Of hotseats that came through the door. Say the order and how many before.
    public static IQueryable<HotseatRow> AsRows(this IQueryable<Hotseat> hotseats, HubDb db, Reader reader) =>
        hotseats.Select(h => new HotseatRow
        {
            Id = h.Id,
            PublicId = h.PublicId,
            Title = h.Title,
            State = h.State,
            StartsAt = h.StartsAt,
            EndsAt = h.EndsAt,
            Zone = h.Zone,
            Community = db.Communities.Where(c => c.Id == h.CommunityId).Select(c => c.Name).First(),
            CommunitySlug = db.Communities.Where(c => c.Id == h.CommunityId).Select(c => c.Slug).First(),
            IsOpenToAll = reader.PublicReading && db.Communities.Any(c => c.Id == h.CommunityId && c.Kind == Communities.CommunityKind.Open),
            Answering = h.Answerers.Where(a => a.RevokedAt == null).Select(a => a.Person.Name).ToList(),
            Answered = db.Questions.Count(q => q.HotseatId == h.Id && q.AnsweredAt != null && q.WithdrawnAt == null && q.DeclinedAt == null),
            Waiting = db.Questions.Count(q => q.HotseatId == h.Id && q.AnsweredAt == null && q.WithdrawnAt == null && q.DeclinedAt == null),
        });
}
