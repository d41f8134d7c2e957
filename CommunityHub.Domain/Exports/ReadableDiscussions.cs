using System.Globalization;
using System.IO.Compression;
using System.Text;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Imports;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Exports;

/// Each discussion as a page of Markdown, to read and to keep. The import does not look at them.
sealed class ReadableDiscussions(HubDb db, ZipArchive archive, long communityId, SheetWriting sheets, Action<ImportStep>? step)
{
    const int Batch = 1_000;

    readonly Dictionary<long, List<(string Name, string? Alt, string Path)>> files = [];

    public async Task WriteAsync(CancellationToken cancel)
    {
        var numbers = sheets.NumbersOf("attachments");
        foreach (var file in await db.Attachments.Where(a => a.PostId != null && a.UntilVersion == null && a.Post!.Discussion.CommunityId == communityId).OrderBy(a => a.Id).Select(a => new { a.Id, a.PostId, a.Name, a.Alt }).ToListAsync(cancel))
        {
            if (!numbers.TryGetValue(file.Id, out var number)) continue;
            if (!files.TryGetValue(file.PostId!.Value, out var all)) files[file.PostId.Value] = all = [];
            all.Add((file.Name, file.Alt, $"../{ExportNames.File(number, file.Name)}"));
        }
        var discussions = sheets.NumbersOf("discussions");
        foreach (var (i, some) in discussions.Keys.Chunk(Batch).Index())
        {
            var heads = await db.Discussions.AsNoTracking().Where(d => some.Contains(d.Id)).OrderBy(d => d.Id).ToListAsync(cancel);
            foreach (var head in heads) await WriteAsync(head, discussions[head.Id], cancel);
            step?.Invoke(new ImportStep("Writing discussions to read", Math.Min(1, (i + 1.0) * Batch / discussions.Count)));
        }
    }

    async Task WriteAsync(Discussion discussion, int number, CancellationToken cancel)
    {
        await using var entry = await archive.CreateEntry(ExportNames.Page(ExportNames.Discussions, number, discussion.Title), CompressionLevel.Fastest).OpenAsync(cancel);
        await using var page = new StreamWriter(entry, new UTF8Encoding(false)) { NewLine = "\n" };
        await page.WriteLineAsync($"# {discussion.Title}\n\n{Marks(discussion)}\n");
        for (var last = 0; ;)
        {
            var posts = await db.Posts
                .Where(p => p.DiscussionId == discussion.Id && p.Number > last)
                .OrderBy(p => p.Number)
                .Take(Batch)
                .Select(p => new
                {
                    p.Id,
                    p.Number,
                    p.Text,
                    p.At,
                    p.EditedAt,
                    p.RemovedAt,
                    p.IsHalfFinished,
                    By = p.Person.Name,
                    Origin = p.Imported == null || p.Imported.Kind == ImportedKind.Post ? null
                        : new PostOrigin(p.Imported.Source.Name, p.Imported.Author.Name, p.Imported.Score, p.Imported.Licence, p.Imported.Link, p.Imported.Remarks),
                })
                .ToListAsync(cancel);
            foreach (var post in posts)
            {
                await page.WriteLineAsync($"## {post.Number}. {post.By}, {ReadableTime.Of(post.At)}\n");
                if (post.RemovedAt is not null)
                {
                    await page.WriteLineAsync("*This post was taken away.*\n");
                    continue;
                }
                List<string> marks = [];
                if (post.Number == discussion.MarkedAnswer) marks.Add("Marked as the answer.");
                if (post.IsHalfFinished) marks.Add("Half-finished.");
                if (post.EditedAt is { } edited) marks.Add($"Edited {ReadableTime.Of(edited)}.");
                if (post.Origin is { } origin) marks.Add(string.Join(", ", new[] { $"Written by {origin.Author} on {origin.Site}", origin.Licence, origin.Link }.Where(word => word is not null)) + ".");
                if (marks.Count > 0) await page.WriteLineAsync($"*{string.Join(' ', marks)}*\n");
                await page.WriteLineAsync($"{post.Text}\n");
                foreach (var (name, alt, path) in files.GetValueOrDefault(post.Id) ?? []) await page.WriteLineAsync($"- [{name}]({path}){(string.IsNullOrEmpty(alt) ? "" : $": {alt}")}");
                if (files.ContainsKey(post.Id)) await page.WriteLineAsync();
            }
            if (posts.Count < Batch) return;
            last = posts[^1].Number;
        }
    }

    static string Marks(Discussion discussion)
    {
        List<string> marks = [discussion.Kind is DiscussionKind.Question ? "A question" : "A talk", $"begun {ReadableTime.Of(discussion.StartedAt)}"];
        if (discussion.PinnedAt is not null) marks.Add("pinned");
        if (discussion.LockedAt is not null) marks.Add("locked");
        if (discussion.MergedIntoId is not null) marks.Add("merged into another one");
        return $"{string.Join(", ", marks)}.";
    }
}

static class ReadableTime
{
    static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static string Of(DateTime at) => string.Create(British, $"{at:d MMMM yyyy, HH:mm} UTC");
}
