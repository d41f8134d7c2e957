using CommunityHub.Data;
using CommunityHub.Data.Bulk;
using CommunityHub.Forums;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Imports;

/// Writes some discussions in one transaction: each whole, or none of them.
abstract class ImportWriting<T>(HubWork work, ImportTarget target, ImportReport report)
{
    readonly Dictionary<string, (long AuthorId, long WriterId)> met = [];
    List<(long PersonId, DateTime From)> members = [];

    protected HubWork Work { get; } = work;
    protected ImportTarget Target { get; } = target;
    protected ImportReport Report { get; } = report;
    protected HubDb Db => Work.Db;
    protected BulkRows Bulk { get; } = new(work.Db);

    /// Authors that were not known before.
    public IReadOnlyDictionary<string, (long AuthorId, long WriterId)> Met => met;

    public async Task WriteAsync(IReadOnlyList<T> discussions, CancellationToken cancel)
    {
        members = (await Db.Memberships
            .Where(m => m.CommunityId == Target.CommunityId && m.Until == null)
            .Select(m => new { m.PersonId, m.From }).ToListAsync(cancel)).ConvertAll(m => (m.PersonId, m.From));
        await WriteLackingAsync(discussions, cancel);
    }

    /// What an earlier run has brought is left as it is.
    protected abstract Task WriteLackingAsync(IReadOnlyList<T> discussions, CancellationToken cancel);

    /// Before their posts.
    protected void Meet(string key, string? name)
    {
        if (Target.Authors.ContainsKey(key) || met.ContainsKey(key)) return;
        var person = Bulk.Add(Person.StandIn(name, Work.Now));
        met[key] = (Bulk.Add(ImportedAuthor.Of(Target.SourceId, key, person)).Id, person.Id);
        Report.Count("authors, as placeholders");
    }

    protected (long AuthorId, long WriterId) Known(string key) => Target.Authors.TryGetValue(key, out var known) ? known : met[key];

    /// Nobody who was here then has fallen behind: it is theirs to find, not to catch up with.
    protected void CatchUp(Discussion discussion) => Bulk.AddRange(
        members.Where(member => member.From <= discussion.StartedAt)
            .Select(member => ReadMark.Of(discussion, member.PersonId, discussion.PostCount, Work.Now)));
}
