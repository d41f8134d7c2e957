using System.Globalization;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats.Afterwards;

/// What the facilitators may take away: what the room shows, and what only they know of it.
public sealed class HotseatFullExport(IDbContextFactory<HubDb> databases, HotseatArchives archives, AskerNames names)
{
    static readonly string[] Headings =
    [
        "Question", "State", "Theme", "Asked by", "Organisation", "Asked at", "Wanted by", "Answer", "Answered by", "Answered at", "Thanks", "Comments", "Minutes to the answer",
        "Followed up by", "Due", "Closed by", "Closed at", "Closing word", "Declined by", "Declined at", "Why declined", "Name for facilitators",
    ];

    /// For a spreadsheet. Null: not there for this actor. Who asked what was declined is not in it; nor is anybody who gave no name.
    public async Task<ExportFile?> ToCsvAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        if (await archives.ReadAsync(actor, hotseatId, cancel) is not { Here: { Standing.IsFacilitator: true } room } archive) return null;

        var zone = room.Hotseat.Zone;
        var given = await names.ReadAsync(actor, hotseatId, cancel);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var declined = await db.Questions
            .Where(q => q.HotseatId == room.HotseatId && q.DeclinedAt != null && q.WithdrawnAt == null)
            .OrderBy(q => q.DeclinedAt).ThenBy(q => q.PublicId)
            .Select(q => new { q.Text, q.DeclinedAt, q.DeclinedWhy, By = db.People.Where(p => p.Id == q.DeclinedById).Select(p => p.Name).FirstOrDefault() })
            .ToListAsync(cancel);
        var rows = room.Room.Questions.Select(question =>
        {
            var (answer, followUp) = (question.Answer, archive.FollowUpOf(question));
            return (string[])
            [
                question.Text, answer is not null ? question.Say("answered") : followUp?.ClosedAt is not null ? "closed" : "open", archive.ThemeOf(question)?.Name ?? "",
                question.AskedBy, question.Organisation ?? "", HotseatExport.When(question.At, zone), room.Votes.Of(question.Id).ToString(CultureInfo.InvariantCulture),
                answer?.Text ?? "", answer?.By ?? "", answer is null ? "" : HotseatExport.When(answer.At, zone),
                .. HotseatExport.TalkOf(room, question),
                answer is null ? "" : HotseatReport.MinutesOf(question, room.Hotseat.WentLiveAt).ToString(CultureInfo.InvariantCulture),
                followUp?.Owner ?? "", followUp is null ? "" : HotseatExport.Due(followUp, zone), followUp?.ClosedBy ?? "", followUp?.ClosedAt is { } closed ? HotseatExport.When(closed, zone) : "", followUp?.Words ?? "",
                "", "", "", given.Of(question.Id) ?? "",
            ];
        }).Concat(declined.Select(question => (string[])
        [
            question.Text, "declined", .. Enumerable.Repeat("", 16), question.By ?? "", HotseatExport.When(question.DeclinedAt!.Value, zone), question.DeclinedWhy ?? "", "",
        ]));
        return HotseatExport.FileOf(room, "csv", Csv.Write([.. Headings.Select(room.Hotseat.Say)], rows)) with { Title = $"{room.Hotseat.Title} console" };
    }
}
