using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Imports.StackExchange;

/// Brings a dump of a Stack Exchange site into a community: docs/decisions/0020. Nobody is told of any of it.
public sealed class StackExchangeImport(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    // So many posts in a transaction, or a little more: a cut loses no more than they.
    const int Batch = 1_000;

    /// Reads all files first and refuses the dump, with a line for each that is broken, before anything is written. Then brings discussion
    /// after discussion, each whole. What an earlier run has brought is left as it is, so a run that was cut goes on where it was.
    public async Task<ImportReport> RunAsync(ImportChoices choices, Action<ImportStep>? step = null, CancellationToken cancel = default)
    {
        if (!Directory.Exists(choices.Folder)) throw new RefusedException($"There is no folder {choices.Folder}.");
        await using (var db = await databases.CreateDbContextAsync(cancel)) await ImportTarget.FindCommunityAsync(db, choices.CommunitySlug, cancel);
        var (report, root) = (new ImportReport(), choices.SiteRoot);
        using var stage = new DumpStage();
        new DumpLoading(choices.Folder, stage, report, clock.GetUtcNow().UtcDateTime, done =>
        {
            cancel.ThrowIfCancellationRequested();
            step?.Invoke(done);
        }).Load();

        var assembly = new DumpAssembly(stage, report, root);
        if (choices.IsPreview)
        {
            await LookAsync(choices, stage, assembly, report, cancel);
            return report;
        }
        var target = await writes.DoAsync(async work =>
        {
            var community = await ImportTarget.FindCommunityAsync(work.Db, choices.CommunitySlug, cancel);
            var themes = await DumpThemes.PrepareAsync(work, community, stage.MostUsedTags(ImportChoices.MostThemes), cancel);
            return await ImportTarget.PrepareAsync(work, community, ImportSource.Begin(community, root, choices.SiteName, work.Now), themes, cancel);
        }, cancel);
        foreach (var batch in InBatches(stage, assembly, step))
            await target.WriteAsync(writes, report, (work, once) => new DiscussionWriting(work, target, once), batch, cancel);
        await target.RecordAsync(writes, report, cancel);
        return report;
    }

    static IEnumerable<List<SourceDiscussion>> InBatches(DumpStage stage, DumpAssembly assembly, Action<ImportStep>? step)
    {
        var (batch, questions) = (new List<SourceDiscussion>(), stage.Questions());
        foreach (var (i, id) in questions.Index())
        {
            if (assembly.Assemble(id) is { } discussion) batch.Add(discussion);
            step?.Invoke(new ImportStep("Bringing discussions", (i + 1.0) / questions.Count));
            if (batch.Sum(one => one.Items.Count) < Batch) continue;
            yield return batch;
            batch = [];
        }
        if (batch.Count > 0) yield return batch;
    }

    // What would come, without a row written.
    async Task LookAsync(ImportChoices choices, DumpStage stage, DumpAssembly assembly, ImportReport report, CancellationToken cancel)
    {
        var root = choices.SiteRoot;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var community = await ImportTarget.FindCommunityAsync(db, choices.CommunitySlug, cancel);
        var here = (await db.ImportedPosts
            .Where(p => p.Kind == ImportedKind.Question && p.Source.Root == root && p.Source.CommunityId == community)
            .Select(p => p.Key).ToListAsync(cancel)).ToHashSet();
        var authors = new HashSet<string>();
        foreach (var batch in InBatches(stage, assembly, null))
        {
            foreach (var discussion in batch)
            {
                var isHere = here.Contains(discussion.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
                report.Count(isHere ? "discussions that are here already" : "discussions would come");
                if (isHere) continue;
                report.Count("answers in them", discussion.Items.Count(item => item.Kind is ImportedKind.Answer));
                report.Count("comments in them", discussion.Items.Count(item => item.Kind is ImportedKind.Comment));
                report.Count("earlier versions of posts", discussion.Items.Sum(item => item.Versions.Count - 1));
                foreach (var item in discussion.Items) authors.UnionWith(item.Versions.Select(version => version.Editor.Key).Append(item.Author.Key));
            }
        }
        report.Count("authors, as placeholders or known", authors.Count);
        report.Remark($"Themes: {string.Join(", ", stage.MostUsedTags(ImportChoices.MostThemes).Select(tag => DumpTags.ThemeName(tag.Name)))}. Other tags stay as words beside the questions.");
    }
}
