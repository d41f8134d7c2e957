using System.IO.Compression;
using System.Text;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Exports;

/// Each hotseat as a page of Markdown. Who asked without a name is "A member" here, too. The import does not look at them.
sealed class ReadableHotseats(HubDb db, ZipArchive archive, long communityId, SheetWriting sheets, GuardedQuestions guarded, DateTime now)
{
    readonly HashSet<long> nameless = [.. guarded.All];

    public async Task WriteAsync(CancellationToken cancel)
    {
        foreach (var (id, number) in sheets.NumbersOf("hotseats"))
        {
            var hotseat = await db.Hotseats.AsNoTracking().AsSplitQuery().Include(h => h.Answerers).ThenInclude(a => a.Person).SingleAsync(h => h.Id == id && h.CommunityId == communityId, cancel);
            await using var entry = await archive.CreateEntry(ExportNames.Page(ExportNames.Hotseats, number, hotseat.Title), CompressionLevel.Fastest).OpenAsync(cancel);
            await using var page = new StreamWriter(entry, new UTF8Encoding(false)) { NewLine = "\n" };
            await WriteAsync(hotseat, page, cancel);
        }
    }

    async Task WriteAsync(Hotseat hotseat, StreamWriter page, CancellationToken cancel)
    {
        await page.WriteLineAsync($"# {hotseat.Title}\n\n{ReadableTime.Of(hotseat.StartsAt)}, {hotseat.Minutes} minutes; {hotseat.State.InWords()}.\n");
        foreach (var guest in hotseat.Answerers.Where(a => a.RevokedAt is null)) await page.WriteLineAsync($"In the hotseat: {guest.Person.Name}{(guest.Introduction.Length > 0 ? $", {guest.Introduction}" : "")}\n");
        if (hotseat.About.Length > 0) await page.WriteLineAsync($"{hotseat.About}\n");
        var summary = await db.Set<Summary>().Where(s => s.HotseatId == hotseat.Id).OrderByDescending(s => s.Number).Select(s => s.Text).FirstOrDefaultAsync(cancel);
        if (summary is not null) await page.WriteLineAsync($"## What was learnt\n\n{summary}\n");

        var names = await db.NamedAskings().Where(a => a.HotseatId == hotseat.Id).Join(db.People, a => a.PersonId, p => p.Id, (a, p) => new { a.QuestionId, p.Name }).ToDictionaryAsync(a => a.QuestionId, a => a.Name, cancel);
        var questions = await db.Questions.AsNoTracking()
            .Where(q => q.HotseatId == hotseat.Id && q.WithdrawnAt == null && (q.AppearsAt == null || q.AppearsAt <= now))
            .OrderBy(q => q.AskedAt).ThenBy(q => q.Text).ThenBy(q => q.PublicId)
            .ToListAsync(cancel);
        var answers = await db.Answers.Where(a => a.Question.HotseatId == hotseat.Id).Select(a => new { a.Id, a.QuestionId, a.Text, a.AnsweredAt, By = a.Person.Name }).ToDictionaryAsync(a => a.QuestionId, cancel);
        var comments = (await db.AnswerComments.Where(c => c.Answer.Question.HotseatId == hotseat.Id && c.RemovedAt == null).OrderBy(c => c.At).ThenBy(c => c.Id)
            .Select(c => new { c.AnswerId, c.Text, c.At, By = c.Person.Name }).ToListAsync(cancel)).ToLookup(c => c.AnswerId);
        var followUps = await db.Set<FollowUp>().Where(f => f.HotseatId == hotseat.Id && f.Words != null).ToDictionaryAsync(f => f.QuestionId, f => f.Words!, cancel);
        foreach (var question in questions)
        {
            var by = !nameless.Contains(question.Id) && names.TryGetValue(question.Id, out var name) ? name : "A member";
            await page.WriteLineAsync($"## {by}, {ReadableTime.Of(question.AskedAt)}\n\n{question.Text}\n");
            if (question.DeclinedAt is not null) await page.WriteLineAsync($"*Declined: {question.DeclinedWhy}*\n");
            else if (question.AwaitsSince is not null) await page.WriteLineAsync("*Waits for approval.*\n");
            else if (question.MergedIntoId is not null) await page.WriteLineAsync("*Merged with another question.*\n");
            if (followUps.TryGetValue(question.Id, out var closing)) await page.WriteLineAsync($"*Afterwards:* {closing}\n");
            if (!answers.TryGetValue(question.Id, out var answer)) continue;
            await page.WriteLineAsync($"### {answer.By} answered, {ReadableTime.Of(answer.AnsweredAt)}\n\n{answer.Text}\n");
            foreach (var comment in comments[answer.Id]) await page.WriteLineAsync($"- {comment.By}, {ReadableTime.Of(comment.At)}: {comment.Text.ReplaceLineEndings(" ")}");
            if (comments[answer.Id].Any()) await page.WriteLineAsync();
        }
    }
}
