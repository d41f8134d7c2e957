using System.Globalization;
using CommunityHub.Attention;
using CommunityHub.Data;
using CommunityHub.Drafts;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Communities;

/// What its facilitators decide about a community itself.
public sealed class CommunityAdministration(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    public const int LongestWelcome = 2000;
    public const int LongestHint = 400;

    /// Refuses texts over their limits.
    public Task ChangeSettingsAsync(Actor actor, long communityId, string? welcome, string? requestHint, bool noticeOnlyMail) => writes.DoAsync(async work =>
    {
        var (community, standing) = await work.RunAsync(actor, communityId);
        var settings = community.Settings;
        await work.ForgetDraftsAsync(standing.Reader.RequirePerson(), [CommunityPlaces.Welcome(community.Slug), CommunityPlaces.RequestHint(community.Slug)]);
        settings.Welcome = NullIfBlank(Wording.Allow(welcome, LongestWelcome));
        settings.RequestHint = NullIfBlank(Wording.Allow(requestHint, LongestHint));
        settings.NoticeOnlyMail = noticeOnlyMail;
        work.Record(actor, ActVerbs.ChangedSettings, communityId);
        work.Announce(LiveTopic.CommunityRights(communityId));
    });

    /// How posts come in: whether everybody's first waits for a facilitator, and within how many hours a newcomer gets a reply (nothing, or "0":
    /// that is not promised), and whether members may post without their name. Refuses what is no number of hours up to <see cref="FirstReplies.MostHours"/>.
    public Task ChangePostingAsync(Actor actor, long communityId, bool holdFirstPosts, string? firstReplyHours, bool allowUnnamedPosts = false) => writes.DoAsync(async work =>
    {
        var (community, _) = await work.RunAsync(actor, communityId);
        var hours = 0;
        if (!string.IsNullOrWhiteSpace(firstReplyHours)
            && (!int.TryParse(firstReplyHours.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out hours) || hours > FirstReplies.MostHours))
        {
            throw new RefusedException($"Write the hours as a number, up to {FirstReplies.MostHours} (two weeks). Leave it empty to promise nothing.");
        }
        var settings = community.Settings;
        (settings.HoldFirstPosts, settings.FirstReplyHours, settings.AllowUnnamedPosts) = (holdFirstPosts, hours == 0 ? null : hours, allowUnnamedPosts);
        work.Record(actor, ActVerbs.ChangedSettings, communityId);
        work.Announce(LiveTopic.CommunityRights(communityId), LiveTopic.Directory);
    });

    /// A new name moves it to a new address; the old one leads there. Refuses a name that looks like that of a community the actor
    /// may know. Gives the slug.
    public Task<string> DescribeAsync(Actor actor, long communityId, string? name, string? purpose) => writes.DoAsync(async work =>
    {
        var (community, standing) = await work.RunAsync(actor, communityId);
        var before = community.Name;
        community.Describe(name, purpose);
        await work.ForgetDraftAsync(standing.Reader.RequirePerson(), CommunityPlaces.AboutIt(community.Slug));
        await work.Db.RefuseLookAlikeAsync(standing.Reader, community);
        if (community.Name != before)
        {
            await work.Db.MoveSlugAsync(community);
            work.Record(actor, ActVerbs.Renamed, communityId, onWhat: $"from “{before}” to “{community.Name}”");
        }
        work.RightsChanged(communityId);
        return community.Slug;
    });

    public Task ChangeKindAsync(Actor actor, long communityId, CommunityKind kind) => writes.DoAsync(async work =>
    {
        var (community, standing) = await work.RunAsync(actor, communityId);
        if (!Enum.IsDefined(kind)) throw new RefusedException("Choose who can see and join it.");
        if (community.IsFacilitatorsOwn) throw new RefusedException("The facilitators’ own community stays private.");
        if (community.Kind == kind) return;
        work.Record(actor, ActVerbs.ChangedKind, communityId, onWhat: $"from {community.Kind.InWords()} to {kind.InWords()}");
        community.ChangeKind(kind);
        // Who waited to be let in may come in by themselves now.
        if (kind is CommunityKind.Open)
        {
            var waiting = await work.Db.JoinRequests.Where(r => r.CommunityId == communityId && r.DecidedAt == null && r.WithdrawnAt == null).ToListAsync();
            foreach (var request in waiting)
            {
                request.Decide(accept: true, null, standing.Reader.RequirePerson(), work.Now);
                await work.LetInAsync(communityId, request.PersonId);
                await work.TellAsync(request.PersonId, $"You are in: {community.Name} is open now.", $"/communities/{community.Slug}", communityId);
            }
        }
        work.RightsChanged(communityId);
        work.Announce(LiveTopic.Programme);
    });

    /// From now on it is read as before, and nothing new comes in.
    public Task ArchiveAsync(Actor actor, long communityId, string? why) => writes.DoAsync(async work =>
    {
        var (community, standing) = await work.RunAsync(actor, communityId);
        if (community.IsFacilitatorsOwn) throw new RefusedException("The facilitators’ own community is not archived.");
        var reason = Wording.Require(why, 600, "Say why. The members will wonder.");
        await work.ForgetDraftAsync(standing.Reader.RequirePerson(), CommunityPlaces.Archive(community.Slug));
        community.Archive(work.Now);
        work.Record(actor, ActVerbs.Archived, communityId, why: reason);
        await work.TellFacilitatorsAsync(community, $"{community.Name} is archived: {reason}", "");
        work.RightsChanged(communityId);
    });

    public Task ReopenAsync(Actor actor, long communityId) => writes.DoAsync(async work =>
    {
        var (community, _) = await work.RunAsync(actor, communityId, evenArchived: true);
        if (community.ArchivedAt is null) return;
        community.Reopen();
        work.Record(actor, ActVerbs.Reopened, communityId);
        work.RightsChanged(communityId);
    });

    /// For the facilitators' page. Null: not for this actor.
    public async Task<CommunityChoices?> ReadAsync(Actor actor, long communityId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var standing = await db.StandingAsync(await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel), communityId, cancel);
        if (!standing.IsFacilitator) return null;
        return await db.Communities
            .Where(c => c.Id == communityId)
            .Select(c => new CommunityChoices(c.Name, c.Purpose, c.Kind, c.ArchivedAt, c.IsFacilitatorsOwn, c.Settings.Welcome, c.Settings.RequestHint, c.Settings.NoticeOnlyMail, c.Settings.HoldFirstPosts, c.Settings.FirstReplyHours, c.Settings.AllowUnnamedPosts))
            .SingleAsync(cancel);
    }

    static string? NullIfBlank(string text) => Wording.IsBlank(text) ? null : text;
}

public sealed record CommunityChoices(
    string Name, string Purpose, CommunityKind Kind, DateTime? ArchivedAt, bool IsFacilitatorsOwn, string? Welcome, string? RequestHint, bool NoticeOnlyMail,
    bool HoldFirstPosts, int? FirstReplyHours, bool AllowUnnamedPosts);
