using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Imports;

/// Where an import goes: the community, and what is known there of that source already.
sealed class ImportTarget
{
    ImportTarget(long communityId, long sourceId, string name) => (CommunityId, SourceId, Name) = (communityId, sourceId, name);

    public long CommunityId { get; }
    public long SourceId { get; }

    /// Of the source.
    public string Name { get; }

    /// By tag, those used least first: they say most about a question. Mailing lists have none.
    public IReadOnlyList<(string Tag, Theme Theme)> Themes { get; init; } = [];

    /// By their keys there. Grows after each commit.
    public Dictionary<string, (long AuthorId, long WriterId)> Authors { get; } = [];

    public static async Task<long> FindCommunityAsync(HubDb db, string slug, CancellationToken cancel)
    {
        var found = await db.Communities.Where(c => c.Slug == slug && c.OpenedAt != null).Select(c => new { c.Id, c.ArchivedAt }).SingleOrDefaultAsync(cancel)
            ?? throw new RefusedException($"There is no community at the address {slug}.");
        return found.ArchivedAt is null ? found.Id : throw new RefusedException("This community is archived: nothing new comes in.");
    }

    /// Writes the source down, if it is new.
    public static async Task<ImportTarget> PrepareAsync(
        HubWork work, long community, ImportSource here, IReadOnlyList<(string Tag, Theme Theme)> themes, CancellationToken cancel)
    {
        var db = work.Db;
        var source = await db.ImportSources.SingleOrDefaultAsync(s => s.CommunityId == community && s.Root == here.Root, cancel);
        if (source is null) db.Add(source = here);
        await db.SaveChangesAsync(cancel);

        var target = new ImportTarget(community, source.Id, source.Name) { Themes = themes };
        var known = await db.ImportedAuthors.Where(a => a.SourceId == source.Id)
            .Select(a => new { a.Key, a.Id, Writer = a.ClaimedById ?? a.PersonId }).ToListAsync(cancel);
        foreach (var author in known) target.Authors[author.Key] = (author.Id, author.Writer);
        return target;
    }

    /// Does one batch in a transaction of its own. It may be done again from the start, and is counted once.
    public async Task WriteAsync<T>(
        HubWrites writes, ImportReport report, Func<HubWork, ImportReport, ImportWriting<T>> begin, IReadOnlyList<T> batch, CancellationToken cancel)
    {
        var (counted, met) = await writes.DoLongAsync(async work =>
        {
            var once = new ImportReport();
            var writing = begin(work, once);
            await writing.WriteAsync(batch, cancel);
            return (once, writing.Met);
        }, cancel);
        report.AddAll(counted);
        foreach (var (key, author) in met) Authors[key] = author;
    }

    /// In the community's log.
    public Task RecordAsync(HubWrites writes, ImportReport report, CancellationToken cancel) => writes.DoAsync(work => Task.FromResult(work.Db.Add(
        Moderation.Act.Of(Actor.Visitor, ActVerbs.Imported, work.Now, CommunityId, onWhat: $"{Name}: {report.Of("discussions")} discussions"))), cancel);
}
