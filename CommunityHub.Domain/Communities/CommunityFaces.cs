using CommunityHub.Data;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// What pages inside a community say of it. The same for all who may read it.
public sealed record CommunityFace(string Slug, string PublicId, string Name, CommunityKind Kind, int Members, IReadOnlyList<string> Facilitators)
{
    /// Its members may post without their name.
    public bool TakesUnnamedPosts { get; init; }

    /// "Only the 42 members of Adult Social Care can read this."
    public string WhoCanRead => Kind is CommunityKind.Open
        ? "Everybody can read this."
        : Members == 1 ? $"Only the one member of {Name} can read this." : $"Only the {Members:N0} members of {Name} can read this.";
}

/// The faces, shared. Read again when the directory changes.
public sealed class CommunityFaces(IDbContextFactory<HubDb> databases, LiveFeed live, TimeProvider clock)
{
    readonly Snapshots<CommunityFace> faces = new(live, _ => LiveTopic.Directory, async (id, _) =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var db = await databases.CreateDbContextAsync();
        var face = await db.Communities
            .Where(c => c.Id == id)
            .Select(c => new { c.Slug, c.PublicId, c.Name, c.Kind, TakesUnnamedPosts = db.CommunitiesTakingUnnamedPosts().Any(taking => taking.Id == id), Members = db.Memberships.Count(m => m.CommunityId == id && m.Until == null) })
            .SingleAsync();
        var facilitators = await db.Roles
            .Where(r => r.CommunityId == id && r.From <= now && (r.Until == null || r.Until > now))
            .OrderByDescending(r => r.IsLead).ThenBy(r => r.Person.NameKey)
            .Select(r => r.Person.Name)
            .ToListAsync();
        return new CommunityFace(face.Slug, face.PublicId, face.Name, face.Kind, face.Members, facilitators) { TakesUnnamedPosts = face.TakesUnnamedPosts };
    });

    public async Task<CommunityFace> OfAsync(long communityId) => (await faces.GetAsync(communityId)).Value;
}
