using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// All communities, hidden ones too, as far as an administrator needs them to run the site: never what is inside.
public sealed class CommunityRegister(IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    public const int PageLength = 50;

    /// By name. After is the slug of the last of the page before.
    public async Task<RegisterPage> ListAsync(Actor actor, string? text = null, string? after = null, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var reader = await Reader.ReadAsync(db, actor, now, cancel);
        reader.RequireAdministrator();
        var me = reader.PersonId;

        var communities = db.Communities.Where(c => c.OpenedAt != null);
        var words = Wording.AllowLine(text, CommunityDirectory.LongestSearch);
        if (!Wording.IsBlank(words))
        {
            var key = NameKey.Of(words);
            communities = communities.Where(c => c.NameKey.Contains(key));
        }
        var all = await communities.CountAsync(cancel);
        if (after is { Length: > 0 and <= 80 }) communities = communities.Where(c => c.Slug.CompareTo(after) > 0);
        var rows = await communities
            .OrderBy(c => c.Slug)
            .Take(PageLength + 1)
            .Select(c => new RegisterRow
            {
                PublicId = c.PublicId,
                Slug = c.Slug,
                Name = c.Name,
                Kind = c.Kind,
                Members = db.Memberships.Count(m => m.CommunityId == c.Id && m.Until == null),
                LeadName = db.Roles
                    .Where(r => r.CommunityId == c.Id && r.IsLead && r.From <= now && (r.Until == null || r.Until > now))
                    .Where(r => r.Person.Kind == PersonKind.Registered)
                    .Select(r => r.Person.Name).FirstOrDefault(),
                IsArchived = c.ArchivedAt != null,
                MayRead = db.CommunitiesReadBy(reader).Any(read => read.Id == c.Id),
                EntryUntil = db.RecordedEntries.Where(e => e.CommunityId == c.Id && e.PersonId == me && e.Until > now).Max(e => (DateTime?)e.Until),
            })
            .ToListAsync(cancel);
        return new RegisterPage(rows.Take(PageLength).ToList(), rows.Count > PageLength ? rows[PageLength - 1].Slug : null, all);
    }
}

public sealed record RegisterPage(IReadOnlyList<RegisterRow> Communities, string? Next, int All);

public sealed record RegisterRow
{
    public required string PublicId { get; init; }
    public required string Slug { get; init; }
    public required string Name { get; init; }
    public required CommunityKind Kind { get; init; }
    public required int Members { get; init; }
    public required string? LeadName { get; init; }
    public required bool IsArchived { get; init; }

    /// This administrator may read inside now.
    public required bool MayRead { get; init; }
    public required DateTime? EntryUntil { get; init; }
}
