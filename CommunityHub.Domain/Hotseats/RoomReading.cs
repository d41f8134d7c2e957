using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Reads what a room shows to everybody: once for each change, whoever watches.
static class RoomReading
{
    public static async Task<RoomSnapshot> ReadAsync(IDbContextFactory<HubDb> databases, long id, RoomSnapshot? before, DateTime now)
    {
        await using var db = await databases.CreateDbContextAsync();
        var face = await db.Hotseats
            .Where(h => h.Id == id)
            .Select(h => new HotseatFace
            {
                Id = h.PublicId,
                Title = h.Title,
                About = h.About,
                AboutHtml = h.AboutHtml,
                State = h.State,
                IsRehearsal = h.RehearsalOf != null,
                IsReversed = h.Kind == HotseatKind.Reversed,
                Zone = h.Zone,
                Minutes = h.Minutes,
                StartsAt = h.StartsAt,
                EndsAt = h.EndsAt,
                QuestionsOpenAt = h.QuestionsOpenAt,
                IsHeld = h.HeldAt != null,
                WentLiveAt = h.WentLiveAt,
                WrappingUpSince = h.WrappingUpSince,
                ArchivedAt = h.ArchivedAt,
                CancelledWhy = h.CancelledWhy,
                ApprovesFirst = h.ApprovesFirst,
                Announcement = h.Announcement,
                AnnouncementBy = h.AnnouncementBy,
                AnsweringId = db.Questions.Where(q => q.Id == h.AnsweringId).Select(q => q.PublicId).FirstOrDefault(),
                NextId = db.Questions.Where(q => q.Id == h.NextId).Select(q => q.PublicId).FirstOrDefault(),
                Coming = db.SignUps.Count(s => s.HotseatId == h.Id),
                Guests = h.Answerers.Where(a => a.RevokedAt == null).OrderBy(a => a.Id).Select(a => new GuestFace(a.Person.Name, a.Introduction, a.Mail != null)).ToList(),
            })
            .AsSplitQuery()
            .SingleAsync();

        // With the room's own names only: who asked is told here, by a name, and nowhere as a person.
        var rows = await db.Questions
            .Shown(now)
            .Where(q => q.HotseatId == id)
            .Select(q => new
            {
                q.Id,
                q.PublicId,
                q.Text,
                q.Html,
                q.AskedAt,
                IsClarified = q.ClarifiedAt != null,
                IsNamed = q.AppearsAt == null,
                AskedForBy = db.People.Where(p => p.Id == q.AskedForById).Select(p => p.Name).FirstOrDefault(),
                Placed = db.PlacedQuestions.Where(p => p.QuestionId == q.Id).Select(p => (PlacedKind?)p.Kind).FirstOrDefault(),
            })
            .ToListAsync();
        var firsts = await db.FirstQuestionsIn(id).ToHashSetAsync();
        var names = await db.NamesForTheRoom(id).ToDictionaryAsync(name => name.QuestionId);
        var answers = await db.Answers
            .Where(a => a.Question.HotseatId == id)
            .Select(a => new { Question = a.Question.PublicId, Row = new AnswerRow(a.PublicId, a.Text, a.Html, a.AnsweredAt, a.Person.Name) { AmendedAt = a.AmendedAt } })
            .ToDictionaryAsync(a => a.Question, a => a.Row);
        await db.AddEarlierAsync(id, answers);
        var claims = await db.ClaimsOfAsync(id);

        var merged = await MergedQuestions.ReadAsync(db, id);
        var credits = merged.Any ? await ReadCreditsAsync(db, id, merged, names) : [];

        // A row that reads the same stays the same object, so that a page draws again only what is new.
        var known = before?.Questions.ToDictionary(q => q.Id);
        // Those without a name come first in their minute, in an order that says nothing: their row's own number would tell who came when.
        var inOrder = rows.OrderBy(q => q.AskedAt).ThenBy(q => q.IsNamed).ThenBy(q => q.IsNamed ? "" : q.PublicId, StringComparer.Ordinal).ThenBy(q => q.Id);
        var questions = inOrder.Select(q =>
        {
            var name = q.AskedForBy is null ? names.GetValueOrDefault(q.Id) : null;
            var by = q.AskedForBy is null ? (q.Placed is { } placed ? face.Say(placed.InWords()) : null) ?? name?.Name ?? QuestionRow.AMember : $"{q.AskedForBy}, for a member";
            var row = new QuestionRow(q.PublicId, q.Text, q.Html, q.AskedAt, by, name?.Organisation, answers.GetValueOrDefault(q.PublicId)) { IsClarified = q.IsClarified, IsSuggestion = face.IsReversed, IsFirst = firsts.Contains(q.Id), IsNamed = q.AskedForBy is not null || q.Placed is not null || name is not null, Placed = q.Placed, Claim = claims.GetValueOrDefault(q.PublicId) };
            if (credits.TryGetValue(row.Id, out var credit)) row = credit.Over(row);
            return known is not null && known.TryGetValue(row.Id, out var same) && same == row ? same : row;
        }).ToList();
        // Pinned and merged at once by two servers: what stands for it is what is answered.
        if (face.AnsweringId is { } pinned) face = face with { AnsweringId = merged.Of(pinned) };
        return new RoomSnapshot(before is not null && before.Hotseat.Equals(face) ? before.Hotseat : face, questions) { MergedAway = merged.Known };
    }

    // Of the questions that others were merged into: everybody who asked, by the name that they chose.
    static async Task<Dictionary<string, SharedCredit>> ReadCreditsAsync(HubDb db, long hotseatId, MergedQuestions merged, Dictionary<long, AskerName> names)
    {
        var questions = await db.Questions
            .Where(q => q.HotseatId == hotseatId && q.WithdrawnAt == null && q.DeclinedAt == null)
            .OrderBy(q => q.Id)
            .Select(q => new { q.Id, q.PublicId, IsPlaced = db.PlacedQuestions.Any(p => p.QuestionId == q.Id) })
            .ToListAsync();
        var known = merged.Known.ToLookup(pair => pair.Value, pair => pair.Key);
        return questions
            .GroupBy(q => merged.Of(q.PublicId))
            .Where(set => merged.HasParts(set.Key))
            .ToDictionary(set => set.Key, set =>
            {
                // Somebody who asked once with a name and once without one is not told by the count: each question without a name is a member.
                var named = set.Select(q => names.GetValueOrDefault(q.Id)).OfType<AskerName>().DistinctBy(name => (name.Name, name.Organisation)).ToList();
                var nameless = set.Count(q => !q.IsPlaced && !names.ContainsKey(q.Id)); // nobody asked what a facilitator put there
                return new SharedCredit(
                    named.Count + nameless == 0 ? null : Credit.InWords(named.Select(name => name.Name), nameless),
                    named is [var only] && nameless == 0 ? only.Organisation : null,
                    named.Count > 0,
                    string.Join(' ', known[set.Key].Order(StringComparer.Ordinal)));
            });
    }

    public static async Task<VoteCounts> CountVotesAsync(IDbContextFactory<HubDb> databases, long id, DateTime now)
    {
        await using var db = await databases.CreateDbContextAsync();
        var counts = await db.Questions
            .Shown(now)
            .Where(q => q.HotseatId == id)
            .Select(q => new { q.PublicId, Count = db.Votes.Count(v => v.QuestionId == q.Id) })
            .ToDictionaryAsync(q => q.PublicId, q => q.Count);
        var merged = await MergedQuestions.ReadAsync(db, id);
        if (!merged.Any) return new VoteCounts(counts);

        // A union of people: whoever wanted two that became one has wanted the one.
        var votes = await db.Votes
            .Where(v => v.Question.HotseatId == id && (v.Question.MergedIntoId != null || db.Questions.Any(q => q.MergedIntoId == v.QuestionId)))
            .Select(v => new { v.Question.PublicId, v.PersonId })
            .ToListAsync();
        foreach (var set in votes.GroupBy(v => merged.Of(v.PublicId)))
        {
            if (counts.ContainsKey(set.Key)) counts[set.Key] = set.Select(v => v.PersonId).Distinct().Count();
        }
        return new VoteCounts(counts);
    }
}

/// As whom those are shown whose questions became one. AskedBy: null where a facilitator put them all there.
sealed record SharedCredit(string? AskedBy, string? Organisation, bool IsNamed, string MergedIds)
{
    // What a member asked too is no seed any more.
    public QuestionRow Over(QuestionRow row) => AskedBy is null
        ? row with { IsFirst = false, MergedIds = MergedIds }
        : row with { AskedBy = AskedBy, Organisation = Organisation, IsNamed = IsNamed, IsFirst = false, Placed = null, MergedIds = MergedIds };
}
