using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats.Afterwards;

/// How a hotseat went, for its facilitators.
public sealed class HotseatReports(IDbContextFactory<HubDb> databases, HotseatArchives archives)
{
    /// Null: not there for this actor.
    public async Task<HotseatReport?> ReadAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        if (await archives.ReadAsync(actor, hotseatId, cancel) is not { Here.Standing.IsFacilitator: true } archive) return null;

        var id = archive.Here.HotseatId;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var (askers, firstTimers) = await db.CountAskersAsync(id, cancel);
        var help = await DidItHelp.CountAsync(db, id, cancel);
        var questions = archive.Here.Room.Questions;
        var followUps = questions.Select(archive.FollowUpOf).OfType<FollowUpFace>().Count();
        return new HotseatReport
        {
            Came = await db.Set<Attendance>().CountAsync(a => a.HotseatId == id, cancel),
            Peak = await db.Set<HotseatPeak>().Where(p => p.HotseatId == id).Select(p => p.Most).SingleOrDefaultAsync(cancel),
            Askers = askers,
            FirstTimers = firstTimers,
            Unnamed = questions.Count(row => !row.IsNamed),
            Votes = questions.Sum(row => archive.Here.Votes.Of(row.Id)),
            Thanks = archive.Answered.Sum(row => archive.Here.Talk.Of(row.Answer!.Id).Thanks),
            Questions = questions.Count,
            Answered = archive.Answered.Count,
            MedianMinutes = HotseatReport.Median(archive),
            FollowUps = followUps,
            FollowUpsOpen = archive.Open.Count(row => archive.FollowUpOf(row) is { ClosedAt: null }),
            Help = help,
            HelpWords = help is null ? [] : await DidItHelp.WordsAsync(db, id, cancel),
        };
    }

    /// The same numbers for a spreadsheet.
    public async Task<ExportFile?> ToCsvAsync(Actor actor, string hotseatId, CancellationToken cancel = default)
    {
        if (await ReadAsync(actor, hotseatId, cancel) is not { } report || await archives.ReadAsync(actor, hotseatId, cancel) is not { } archive) return null;
        return new ExportFile($"{archive.Here.Hotseat.Title} report", "csv", Csv.Write(["What", "Number"], report.Lines().Select(line => new[] { archive.Here.Hotseat.Say(line.What), line.Number })), IsPublic: false);
    }
}
