using CommunityHub.Data;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// Names that are told apart, and addresses that are single.
static class CommunityNaming
{
    /// Refuses a name that looks like one the reader may know. Of a hidden one's name there is no word.
    public static async Task RefuseLookAlikeAsync(this HubDb db, Reader reader, Community named)
    {
        var same = await db.CommunitiesKnownTo(reader)
            .Where(c => c.NameKey == named.NameKey && c.Id != named.Id)
            .Select(c => c.Name)
            .FirstOrDefaultAsync();
        if (same is not null) throw new RefusedException($"There is a community called “{same}” already. Join it, or choose a name that nobody mixes up with it.");
    }

    /// Adds a few letters where another community has this slug, or had it.
    public static async Task SettleSlugAsync(this HubDb db, Community community)
    {
        while (await db.Communities.AnyAsync(c => c.Slug == community.Slug && c.Id != community.Id)
            || await db.OldSlugs.AnyAsync(o => o.Slug == community.Slug && o.CommunityId != community.Id))
        {
            community.TakeAnotherSlug();
        }
    }

    /// To the slug of its new name. The old one leads here from now on.
    public static async Task MoveSlugAsync(this HubDb db, Community community)
    {
        var wanted = Community.SlugOf(community.Name);
        if (wanted == community.Slug || community.Slug.StartsWith($"{wanted}-", StringComparison.Ordinal) && community.Slug.Length == wanted.Length + 6) return;

        var old = OldSlug.Of(community);
        community.MoveTo(wanted);
        await db.SettleSlugAsync(community);
        db.Add(old);
        // Back to a name it had before: that one leads nowhere else.
        if (await db.OldSlugs.FindAsync(community.Slug) is { } again) db.Remove(again);
    }
}
