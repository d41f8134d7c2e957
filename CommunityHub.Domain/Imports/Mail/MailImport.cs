using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Imports.Mail;

/// Brings the archive of a mailing list into a community: a thread becomes a discussion, a message a post. Nobody is told of any of it.
public sealed class MailImport(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    // So many messages in a transaction, or a little more; a thread is never in two.
    const int Batch = 500;

    /// Reads the file to its end before anything is written. What an earlier run has brought is left as it is, so a run that was cut goes on.
    public async Task<ImportReport> RunAsync(MailChoices choices, Action<ImportStep>? step = null, CancellationToken cancel = default)
    {
        var (report, list) = (new ImportReport(), choices.ListName);
        if (!File.Exists(choices.File)) throw new RefusedException($"There is no file {choices.File}.");
        await using (var db = await databases.CreateDbContextAsync(cancel)) await ImportTarget.FindCommunityAsync(db, choices.CommunitySlug, cancel);
        using var stage = new MailStage();
        Load(choices, stage, report, step, cancel);
        var threads = stage.Threads();
        if (choices.IsPreview)
        {
            report.Count("discussions in the mailbox", threads.Count);
            return report;
        }
        if (threads.Count == 0) return report;

        var (community, source) = await writes.DoAsync(async work =>
        {
            var to = await ImportTarget.FindCommunityAsync(work.Db, choices.CommunitySlug, cancel);
            var root = ImportSource.ListRoot(list);
            var from = await work.Db.ImportSources.SingleOrDefaultAsync(s => s.CommunityId == to && s.Root == root, cancel);
            if (from is null) work.Db.Add(from = ImportSource.BeginList(to, list, work.Now));
            await work.Db.SaveChangesAsync(cancel);
            return (to, from.Id);
        }, cancel);
        foreach (var batch in InBatches(stage, threads, step))
        {
            // It may be done again from the start, and is counted once.
            report.AddAll(await writes.DoAsync(async work =>
            {
                var once = new ImportReport();
                await new MailWriting(work, community, source, once).WriteAsync(batch, cancel);
                return once;
            }, cancel));
        }
        await writes.DoAsync(work => Task.FromResult(work.Db.Add(Moderation.Act.Of(
            Actor.Visitor, ActVerbs.Imported, work.Now, community, onWhat: $"{list}: {report.Of("discussions")} discussions"))), cancel);
        return report;
    }

    void Load(MailChoices choices, MailStage stage, ImportReport report, Action<ImportStep>? step, CancellationToken cancel)
    {
        var parsing = new MailParsing(report, clock.GetUtcNow().UtcDateTime);
        using var file = new FileStream(choices.File, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        foreach (var message in MboxFile.Read(file))
        {
            cancel.ThrowIfCancellationRequested();
            step?.Invoke(new ImportStep("Reading the mailbox", file.Position / (double)Math.Max(1, file.Length)));
            report.Count("messages in the mailbox");
            if (parsing.Parse(message) is { } mail && !stage.Add(mail)) report.LeaveOut("messages that are there twice (the first counts)", $"message {message.Number}");
        }
    }

    static IEnumerable<List<MailThread>> InBatches(MailStage stage, List<long> threads, Action<ImportStep>? step)
    {
        var (batch, waiting) = (new List<MailThread>(), 0);
        foreach (var (i, id) in threads.Index())
        {
            var thread = new MailThread(stage.Messages(id), stage.Keys(id));
            batch.Add(thread);
            waiting += thread.Messages.Count;
            step?.Invoke(new ImportStep("Bringing discussions", (i + 1.0) / threads.Count));
            if (waiting < Batch) continue;
            yield return batch;
            (batch, waiting) = ([], 0);
        }
        if (batch.Count > 0) yield return batch;
    }
}

/// Messages by date, and the keys of all that they name.
sealed record MailThread(IReadOnlyList<MailItem> Messages, IReadOnlyList<string> Keys);
