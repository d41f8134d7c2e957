using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Imports.Mail;

/// Brings the archive of a mailing list into a community: a thread becomes a discussion, a message a post. Nobody is told of any of it.
public sealed class MailImport(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    internal const string HereAlready = "messages that were here already";

    // So many messages in a transaction, or a little more; a thread is never in two.
    const int Batch = 500;

    /// Reads the file to its end before anything is written. What an earlier run has brought is left as it is, so a run that was cut goes on.
    public async Task<ImportReport> RunAsync(MailChoices choices, Action<ImportStep>? step = null, CancellationToken cancel = default)
    {
        var (report, list) = (new ImportReport(), choices.ListName);
        await using (var db = await databases.CreateDbContextAsync(cancel)) await ImportTarget.FindCommunityAsync(db, choices.CommunitySlug, cancel);
        using var stage = new MailStage();
        Load(choices, stage, report, step, cancel);
        var threads = stage.Threads();
        if (choices.IsPreview) await LookAsync(choices, stage, threads, report, cancel);
        if (choices.IsPreview || threads.Count == 0) return report;

        var target = await writes.DoAsync(async work =>
        {
            var community = await ImportTarget.FindCommunityAsync(work.Db, choices.CommunitySlug, cancel);
            return await ImportTarget.PrepareAsync(work, community, ImportSource.BeginList(community, list, work.Now), [], cancel);
        }, cancel);
        foreach (var batch in InBatches(stage, threads, step))
        {
            cancel.ThrowIfCancellationRequested();
            await target.WriteAsync(writes, report, (work, once) => new MailWriting(work, target, once, stage.FilesOf), batch, cancel);
        }
        await target.RecordAsync(writes, report, cancel);
        return report;
    }

    void Load(MailChoices choices, MailStage stage, ImportReport report, Action<ImportStep>? step, CancellationToken cancel)
    {
        var parsing = new MailParsing(report, choices.ListName, clock.GetUtcNow().UtcDateTime);
        using var file = Open(choices.File);
        foreach (var message in MboxFile.Read(file))
        {
            cancel.ThrowIfCancellationRequested();
            step?.Invoke(new ImportStep("Reading the mailbox", file.Position / (double)Math.Max(1, file.Length)));
            report.Count("messages in the mailbox");
            if (parsing.Parse(message) is { } mail && !stage.Add(mail))
                report.LeaveOut("messages that are there twice (the first counts)", $"message {message.Number}");
        }
    }

    static FileStream Open(string path)
    {
        if (Directory.Exists(path)) throw new RefusedException($"{path} is a folder. Give the mailbox itself.");
        if (!File.Exists(path)) throw new RefusedException($"There is no file {path}.");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{path} cannot be read. Whoever runs this must be allowed to.");
        }
    }

    static IEnumerable<List<MailThread>> InBatches(MailStage stage, List<long> threads, Action<ImportStep>? step)
    {
        var (batch, waiting) = (new List<MailThread>(), 0);
        foreach (var (i, id) in threads.Index())
        {
            var thread = stage.Thread(id);
            batch.Add(thread);
            waiting += thread.Messages.Count;
            step?.Invoke(new ImportStep("Bringing discussions", (i + 1.0) / threads.Count));
            if (waiting < Batch) continue;
            yield return batch;
            (batch, waiting) = ([], 0);
        }
        if (batch.Count > 0) yield return batch;
    }

    // What would come, without a row written.
    async Task LookAsync(MailChoices choices, MailStage stage, List<long> threads, ImportReport report, CancellationToken cancel)
    {
        var root = ImportSource.ListRoot(choices.ListName);
        await using var db = await databases.CreateDbContextAsync(cancel);
        var community = await ImportTarget.FindCommunityAsync(db, choices.CommunitySlug, cancel);
        var here = await db.ImportedPosts
            .Where(p => p.Kind == ImportedKind.Message && p.Source.Root == root && p.Source.CommunityId == community)
            .Select(p => new { p.Key, p.Post.DiscussionId }).ToDictionaryAsync(p => p.Key, p => p.DiscussionId, cancel);
        var authors = new HashSet<string>();
        foreach (var thread in threads.Select(stage.Thread))
        {
            var lacking = thread.Messages.Where(mail => !here.ContainsKey(mail.Key)).ToList();
            if (lacking.Count < thread.Messages.Count) report.Count(HereAlready, thread.Messages.Count - lacking.Count);
            if (lacking.Count == 0) continue;
            report.Count(thread.PlaceIn(here) is null ? "discussions would come" : "discussions would go on");
            report.Count("posts in them", lacking.Count);
            if (lacking.Sum(mail => stage.CountFiles(mail)) is > 0 and var files) report.Count("files of them", files);
            authors.UnionWith(lacking.Select(mail => mail.AuthorKey));
        }
        report.Count("authors, as placeholders or known", authors.Count);
    }
}
