using System.Text.RegularExpressions;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Moderation;

/// Whether a post looks as if a machine or an advertiser wrote it. It is then held for a facilitator, never thrown away; and whoever has
/// written a few that stand is held for much repetition only.
static partial class SpamChecks
{
    /// With so many posts in the community somebody is known there.
    public const int KnownAfter = 3;

    /// Addresses of other sites in one post of somebody who is not known yet.
    public const int MostLinks = 2;

    /// So many posts in so long, by somebody in their first days: faster than people type.
    public const int Hurried = 3;
    public static readonly TimeSpan HurriedIn = TimeSpan.FromMinutes(2);
    public static readonly TimeSpan FirstDays = TimeSpan.FromDays(3);

    /// A short text ("Thank you!") may well be written twice.
    public const int ShortestRepeat = 40;

    /// Whoever is known may ask the same in two places.
    public const int RepeatsOfKnown = 2;
    public static readonly TimeSpan RepeatWithin = TimeSpan.FromDays(1);

    sealed record Writing(bool HoldFirstPosts, int Written, int Repeats, int Lately);

    static readonly CompiledQuery<Func<HubDb, long, long, string?, DateTime, DateTime, Task<Writing>>> Find = CompiledQuery.Of(
        (HubDb db, long communityId, long me, string? words, DateTime repeatSince, DateTime hurriedSince) => db.Communities
            .Where(c => c.Id == communityId)
            .Select(c => new Writing(
                c.Settings.HoldFirstPosts,
                db.Posts.Where(p => p.PersonId == me && p.Discussion.CommunityId == c.Id).Take(KnownAfter).Count(),
                db.Posts.Where(p => words != null && p.PersonId == me && p.At > repeatSince && p.Text == words).Take(RepeatsOfKnown).Count(),
                db.Posts.Count(p => p.PersonId == me && p.At > hurriedSince)))
            .Single());

    /// Null: it may stand. The trap is what came in the field that people do not see.
    public static async Task<HoldReason?> WhyHoldAsync(this HubWork work, Standing standing, string? text, string? trap)
    {
        if (standing.IsFacilitator) return null;
        var (db, me, now, words) = (work.Db, standing.Reader.RequirePerson(), work.Now, Wording.Clean(text));
        if (!string.IsNullOrWhiteSpace(trap)) return HoldReason.Trap;

        var known = await Find.In(db)(db, standing.CommunityId, me, words.Length >= ShortestRepeat ? words : null, now - RepeatWithin, now - HurriedIn);
        var isKnown = known.Written >= KnownAfter;
        if (known.Repeats >= (isKnown ? RepeatsOfKnown : 1)) return HoldReason.SameText;
        if (isKnown) return null;
        if (known.HoldFirstPosts && known.Written == 0) return HoldReason.FirstPost;
        if (Link().Count(words) > MostLinks) return HoldReason.ManyLinks;
        return known.Lately >= Hurried && standing.Reader.JoinedAt > now - FirstDays ? HoldReason.Hurried : null;
    }

    [GeneratedRegex(@"\b(?:https?://|www\.)", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
