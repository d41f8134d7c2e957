using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Forums;

/// Somebody who can be named. Id: only where another member has the same name.
public sealed record PersonToName(string Name, string? Organisation, string? Id);

/// The names behind the marks, and whom a member can name.
public sealed class MentionNames(IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    public const int Most = 8;

    /// Members of the community whose name has these letters, those that begin with them first. Null: not there, or not for this actor.
    public async Task<IReadOnlyList<PersonToName>?> SuggestAsync(Actor actor, string communitySlug, string? like, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var now = clock.GetUtcNow().UtcDateTime;
        var reader = await Reader.ReadAsync(db, actor, now, cancel);
        var id = await db.CommunitiesReadBy(reader).Where(c => c.Slug == communitySlug).Select(c => (long?)c.Id).SingleOrDefaultAsync(cancel);
        if (id is not { } community || !(await db.StandingAsync(reader, community, cancel)).TakesPart) return null;

        var words = Wording.Line(like);
        if (words.Length > Mentions.LongestName) return [];
        var key = Wording.IsBlank(words) ? "" : NameKey.Of(words);
        var found = await db.MembersTakingPart(community, now)
            .Where(p => p.NameKey.Contains(key) && p.Id != reader.PersonId)
            .OrderBy(p => p.NameKey.StartsWith(key) ? 0 : 1).ThenBy(p => p.NameKey).ThenBy(p => p.Id)
            .Take(Most)
            .Select(p => new { p.Name, p.Organisation, p.PublicId, IsOneOfMore = db.People.Any(other => other.NameKey == p.NameKey && other.Id != p.Id) })
            .ToListAsync(cancel);
        return found.ConvertAll(p => new PersonToName(p.Name, p.Organisation, p.IsOneOfMore ? p.PublicId : null));
    }

    /// Each HTML with the names as they are now: in one query, or none where nobody is named.
    internal static async Task<Func<string, string>> ReadAsync(HubDb db, IEnumerable<string> htmls, CancellationToken cancel = default)
    {
        var names = await NamesInAsync(db, htmls, cancel);
        if (names.Count == 0) return html => html;
        return html => Mentions.Name(html, names, Person.Erased);
    }

    /// Who is named there, by public id.
    internal static async Task<IReadOnlyDictionary<string, string>> NamesInAsync(HubDb db, IEnumerable<string> htmls, CancellationToken cancel = default)
    {
        var ids = htmls.SelectMany(Mentions.IdsIn).Distinct().ToList();
        return ids.Count == 0 ? new Dictionary<string, string>() : await db.People.Where(p => ids.Contains(p.PublicId)).ToDictionaryAsync(p => p.PublicId, p => p.Name, cancel);
    }
}
