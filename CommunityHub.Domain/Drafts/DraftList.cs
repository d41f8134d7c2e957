using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Drafts;

/// Something that this person began to write. Title and Address are null where they may not read the place any more: the words stay theirs.
public sealed record DraftRow(string Place, string What, string? Title, string? Address, string Text, DateTime ChangedAt);

/// All that somebody has begun to write and not sent, in one list.
public sealed class DraftList(IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    // What stands in a draft's place behind the kind: which row it belongs to.
    enum Of { Site, Directory, Discussion, Community, Hotseat, Question, Answer, Comment, FollowUp, Guest, CommunityOrHotseat }

    // The kind of a place, what the box is for, and where it stands. {0}: what the place names. {1}: its hotseat.
    static readonly Dictionary<string, (string What, Of Of, string Address)> Kinds = new(StringComparer.Ordinal)
    {
        ["post"] = ("A reply", Of.Discussion, "discussions/{0}#reply"),
        ["edit-post"] = ("A change to your post", Of.Discussion, "discussions/{0}/posts/{2}/edit"),
        ["remove-post"] = ("Why a post is taken away", Of.Discussion, "discussions/{0}/posts/{2}/remove"),
        ["look-up-post"] = ("Why you look up who wrote a post", Of.Discussion, "discussions/{0}/posts/{2}/writer"),
        ["report-post"] = ("A report", Of.Discussion, "discussions/{0}/posts/{2}/report"),
        ["discussion"] = ("A new discussion", Of.Community, "communities/{0}/discussions/new"),
        ["discussion-title"] = ("The title of a new discussion", Of.Community, "communities/{0}/discussions/new"),
        ["bookmark"] = ("A note to a bookmark", Of.Discussion, "discussions/{0}/posts/{2}/bookmark"),
        ["poll-question"] = ("The question of a poll", Of.Discussion, "discussions/{0}#reply"),
        ["poll-options"] = ("The options of a poll", Of.Discussion, "discussions/{0}#reply"),
        ["poll-many"] = ("How many options of a poll each may choose", Of.Discussion, "discussions/{0}#reply"),
        ["poll-names"] = ("Who sees how each voted in a poll", Of.Discussion, "discussions/{0}#reply"),
        ["poll-closes"] = ("When a poll closes", Of.Discussion, "discussions/{0}#reply"),
        ["new-poll-question"] = ("The question of a poll", Of.Community, "communities/{0}/discussions/new"),
        ["new-poll-options"] = ("The options of a poll", Of.Community, "communities/{0}/discussions/new"),
        ["new-poll-many"] = ("How many options of a poll each may choose", Of.Community, "communities/{0}/discussions/new"),
        ["new-poll-names"] = ("Who sees how each voted in a poll", Of.Community, "communities/{0}/discussions/new"),
        ["new-poll-closes"] = ("When a poll closes", Of.Community, "communities/{0}/discussions/new"),
        ["edit-poll-question"] = ("The question of a poll", Of.Discussion, "discussions/{0}/posts/{2}/edit"),
        ["edit-poll-options"] = ("The options of a poll", Of.Discussion, "discussions/{0}/posts/{2}/edit"),
        ["edit-poll-many"] = ("How many options of a poll each may choose", Of.Discussion, "discussions/{0}/posts/{2}/edit"),
        ["edit-poll-names"] = ("Who sees how each voted in a poll", Of.Discussion, "discussions/{0}/posts/{2}/edit"),
        ["edit-poll-closes"] = ("When a poll closes", Of.Discussion, "discussions/{0}/posts/{2}/edit"),
        ["propose"] = ("What a new community is for", Of.Site, "communities/new"),
        ["join"] = ("Why you would like to join", Of.Directory, "communities/{0}/join"),
        ["accept"] = ("Words to somebody who is let in", Of.Community, "communities/{0}/requests"),
        ["decline-request"] = ("Words to somebody whose request is declined", Of.Community, "communities/{0}/requests"),
        ["give-back"] = ("Words to whoever wrote a held post", Of.Community, "communities/{0}/moderation"),
        ["warn"] = ("Words to whoever was reported", Of.Community, "communities/{0}/moderation"),
        ["take-away"] = ("Why something reported is taken away", Of.Community, "communities/{0}/moderation"),
        ["end-role"] = ("Why a role ends", Of.Community, "communities/{0}/members/{2}"),
        ["suspend"] = ("Why somebody is suspended", Of.Community, "communities/{0}/members/{2}"),
        ["end-membership"] = ("Why a membership ends", Of.Community, "communities/{0}/members/{2}"),
        ["community-purpose"] = ("What a community is for", Of.Community, "communities/{0}/settings"),
        ["community-welcome"] = ("A welcome", Of.Community, "communities/{0}/settings"),
        ["request-hint"] = ("What to say when asking to join", Of.Community, "communities/{0}/settings"),
        ["archive"] = ("Why a community is archived", Of.Community, "communities/{0}/settings"),
        ["decline-proposal"] = ("Why a proposal is declined", Of.Site, "admin/communities"),
        ["enter"] = ("Why an administrator goes into a community", Of.Site, "admin/communities"),
        ["appoint-lead"] = ("Why a lead is appointed", Of.Site, "admin/communities"),
        ["suspend-from-site"] = ("Why somebody is suspended", Of.Site, "admin/people"),
        ["erase"] = ("Why an account is erased", Of.Site, "admin/people"),
        ["reset-second-step"] = ("Why a second step is turned off", Of.Site, "admin/people"),
        ["put-back"] = ("Why an answer is put back", Of.Answer, "hotseats/{1}/answers/{0}"),
        ["erase-guest"] = ("Why a guest is erased", Of.Guest, "hotseats/{1}/panel"),
        ["import"] = ("Questions to bring in", Of.Hotseat, "hotseats/{0}/import"),
        ["ask-of"] = ("A member's question, as the room will see it", Of.Hotseat, "hotseats/{0}/for-members"),
        ["return-ask"] = ("Words to a member whose question is not asked", Of.Hotseat, "hotseats/{0}/for-members"),
        ["ask"] = ("A question", Of.Hotseat, "hotseats/{0}"),
        ["ask-for-me"] = ("A question for the facilitators to ask", Of.Hotseat, "hotseats/{0}/ask-for-me"),
        ["ask-for-them"] = ("A question for a member", Of.Hotseat, "hotseats/{0}/for-members"),
        ["cancel"] = ("Why a hotseat is cancelled", Of.Hotseat, "hotseats/{0}/cancel"),
        ["summary"] = ("A summary", Of.Hotseat, "hotseats/{0}/summary"),
        ["standby"] = ("An answer in advance", Of.Hotseat, "hotseats/{0}/desk/standby"),
        ["answer"] = ("An answer", Of.Question, "hotseats/{1}/desk?question={0}"),
        ["decline"] = ("Why a question is declined", Of.Question, "hotseats/{1}/questions/{0}/decline"),
        ["clarify"] = ("A question, edited for clarity", Of.Question, "hotseats/{1}/questions/{0}/edit"),
        ["look-up"] = ("Why a name is looked up", Of.Question, "hotseats/{1}/questions/{0}/asker"),
        ["amend"] = ("A change to an answer", Of.Answer, "hotseats/{1}/desk/amend/{0}"),
        ["comment"] = ("A comment", Of.Answer, "hotseats/{1}/answers/{0}"),
        ["report-question"] = ("A report", Of.Question, "hotseats/{1}/questions/{0}/report"),
        ["report-answer"] = ("A report", Of.Answer, "hotseats/{1}/answers/{0}/report"),
        ["report-comment"] = ("A report", Of.Comment, "hotseats/{1}/comments/{0}/report"),
        ["follow-up"] = ("What came of a question", Of.FollowUp, "hotseats/{1}/follow-ups/{0}"),
        ["about"] = ("About a hotseat", Of.CommunityOrHotseat, "hotseats/{0}/edit"),
        ["kit-seeds"] = ("Seed questions", Of.CommunityOrHotseat, "hotseats/{0}/edit"),
        ["kit-invitation"] = ("An invitation to a guest", Of.CommunityOrHotseat, "hotseats/{0}/edit"),
        ["kit-thanks"] = ("A thank-you", Of.CommunityOrHotseat, "hotseats/{0}/edit"),
    };

    /// The kinds of places that the list knows by name.
    public static IEnumerable<string> Known => Kinds.Keys;

    /// The latest first. Refuses visitors.
    public async Task<IReadOnlyList<DraftRow>> ListAsync(Actor actor, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        var me = reader.RequirePerson();
        var drafts = await db.Drafts.Where(d => d.PersonId == me).OrderByDescending(d => d.ChangedAt).ThenByDescending(d => d.Id)
            .Select(d => new { d.Place, d.Text, d.ChangedAt }).ToListAsync(cancel);
        var places = new Places(db, reader, drafts.Select(draft => draft.Place));
        await places.ReadAsync(cancel);
        return drafts.ConvertAll(draft =>
        {
            var parts = draft.Place.Split('/');
            if (!Kinds.TryGetValue(parts[0], out var kind) || parts.Length < 2) return new DraftRow(draft.Place, "A text", null, null, draft.Text, draft.ChangedAt);
            var found = places.Find(kind.Of, parts[1]);
            var address = found is { IsCommunity: true } && kind.Of is Of.CommunityOrHotseat ? "communities/{0}/hotseats/new" : kind.Address;
            return new DraftRow(draft.Place, kind.What, found?.Title, found is null ? null : string.Format(null, address, parts[1], found.Hotseat, parts.ElementAtOrDefault(2)), draft.Text, draft.ChangedAt);
        });
    }

    static readonly CompiledQuery<Func<HubDb, long, Task<int>>> Count = CompiledQuery.Of((HubDb db, long me) => db.Drafts.Count(d => d.PersonId == me));

    /// How many. A visitor has none.
    public async Task<int> CountAsync(Actor actor, CancellationToken cancel = default)
    {
        if (actor.PersonId is not { } me) return 0;
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await Count.In(db)(db, me);
    }

    sealed record Found(string Title, string Hotseat = "", bool IsCommunity = false);

    /// The places of the drafts, each read through its door, in a query a kind however many there are.
    sealed class Places(HubDb db, Reader reader, IEnumerable<string> places)
    {
        readonly List<string> keys = [.. places.Select(place => place.Split('/').ElementAtOrDefault(1) ?? "").Distinct()];
        readonly Dictionary<(Of, string), Found> found = [];

        public Found? Find(Of of, string key) => of is Of.Site ? new("This site") : of is Of.CommunityOrHotseat ? Find(Of.Hotseat, key) ?? Find(Of.Community, key) : found.GetValueOrDefault((of, key));

        public async Task ReadAsync(CancellationToken cancel)
        {
            var hotseats = db.HotseatsFor(reader);
            foreach (var one in await db.DiscussionsFor(reader).Where(d => keys.Contains(d.PublicId)).Select(d => new { d.PublicId, d.Title }).ToListAsync(cancel)) found[(Of.Discussion, one.PublicId)] = new(one.Title);
            foreach (var one in await db.CommunitiesReadBy(reader).Where(c => keys.Contains(c.Slug)).Select(c => new { c.Slug, c.Name }).ToListAsync(cancel)) found[(Of.Community, one.Slug)] = new(one.Name, IsCommunity: true);
            foreach (var one in await db.CommunitiesKnownTo(reader).Where(c => keys.Contains(c.Slug)).Select(c => new { c.Slug, c.Name }).ToListAsync(cancel)) found[(Of.Directory, one.Slug)] = new(one.Name);
            foreach (var one in await hotseats.Where(h => keys.Contains(h.PublicId)).Select(h => new { h.PublicId, h.Title }).ToListAsync(cancel)) found[(Of.Hotseat, one.PublicId)] = new(one.Title, one.PublicId);
            var questions = db.Questions.Where(q => keys.Contains(q.PublicId)).Join(hotseats, q => q.HotseatId, h => h.Id, (q, h) => new { q.PublicId, h.Title, Hotseat = h.PublicId });
            foreach (var one in await questions.ToListAsync(cancel)) found[(Of.Question, one.PublicId)] = new(one.Title, one.Hotseat);
            var answers = db.Answers.Where(a => keys.Contains(a.PublicId)).Join(hotseats, a => a.Question.HotseatId, h => h.Id, (a, h) => new { a.PublicId, h.Title, Hotseat = h.PublicId });
            foreach (var one in await answers.ToListAsync(cancel)) found[(Of.Answer, one.PublicId)] = new(one.Title, one.Hotseat);
            var comments = db.AnswerComments.Where(c => keys.Contains(c.PublicId)).Join(hotseats, c => c.Answer.Question.HotseatId, h => h.Id, (c, h) => new { c.PublicId, h.Title, Hotseat = h.PublicId });
            foreach (var one in await comments.ToListAsync(cancel)) found[(Of.Comment, one.PublicId)] = new(one.Title, one.Hotseat);
            var guests = db.Answerers.Where(a => keys.Contains(a.Person.PublicId)).Join(hotseats, a => a.HotseatId, h => h.Id, (a, h) => new { a.Person.PublicId, h.Title, Hotseat = h.PublicId });
            foreach (var one in await guests.ToListAsync(cancel)) found[(Of.Guest, one.PublicId)] = new(one.Title, one.Hotseat);
            var followUps = db.Set<FollowUp>().Where(f => keys.Contains(f.PublicId)).Join(hotseats, f => f.HotseatId, h => h.Id, (f, h) => new { f.PublicId, h.Title, Hotseat = h.PublicId });
            foreach (var one in await followUps.ToListAsync(cancel)) found[(Of.FollowUp, one.PublicId)] = new(one.Title, one.Hotseat);
        }
    }
}
