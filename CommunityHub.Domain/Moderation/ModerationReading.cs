using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Moderation;

/// A post that waits, as facilitators see it. Of one without a name neither the moment is told nor a reason that says something of its writer
/// ("their first post"): in a small community that is a name.
public sealed record HeldRow(string Id, string By, string ByKey, string? DiscussionId, string Title, DiscussionKind? Kind, string Text, DateTime? At, HoldReason Reason)
{
    /// The names of its files.
    public IReadOnlyList<string> Files { get; init; } = [];

    /// The question and the options of its poll, a line each.
    public string? Poll { get; init; }
}

/// One report of a post.
public sealed record ReportRow(string By, ReportReason Reason, string Words, DateTime At);

/// A post that somebody reported, and all that is said of it.
public sealed record ReportedPost(string DiscussionId, string Title, int Number, string By, string ByKey, string Html, bool IsRemoved)
{
    public required IReadOnlyList<ReportRow> Reports { get; init; }
}

/// What waits for the facilitators of a community, the longest wait first.
public sealed record WaitingPosts(IReadOnlyList<HeldRow> Held, IReadOnlyList<ReportedPost> Reported);

/// Reads what waits for a facilitator's eye.
public sealed class ModerationReading(IDbContextFactory<HubDb> databases, TimeProvider clock)
{
    public const int Most = 50;
    public const string Unnamed = "A member, without their name";

    /// Null: not for this actor.
    public async Task<WaitingPosts?> ReadAsync(Actor actor, long communityId, CancellationToken cancel = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        if (!(await db.StandingAsync(reader, communityId, cancel)).IsFacilitator) return null;

        var held = await db.HeldForFacilitators()
            .Where(h => h.CommunityId == communityId)
            .OrderBy(h => h.Id)
            .Take(Most)
            .Select(h => new HeldRow(
                h.PublicId, h.IsUnnamed ? Unnamed : h.Person.Name, h.IsUnnamed ? Person.UnnamedId : h.Person.PublicId,
                db.Discussions.Where(d => d.Id == h.DiscussionId).Select(d => d.PublicId).FirstOrDefault(),
                h.Title ?? db.Discussions.Where(d => d.Id == h.DiscussionId).Select(d => d.Title).First(),
                h.Kind, h.Text, h.IsUnnamed ? null : h.At, h.IsUnnamed && h.Reason != HoldReason.Trap ? HoldReason.Unnamed : h.Reason)
            {
                Files = db.Attachments.Where(a => a.HeldPostId == h.Id).OrderBy(a => a.Id).Select(a => a.Name).ToList(),
                Poll = db.Polls.Where(p => p.HeldPostId == h.Id).Select(p => p.Question + "\n" + p.Options).FirstOrDefault(),
            })
            .ToListAsync(cancel);
        var reports = await db.Reports
            .Where(r => r.CommunityId == communityId && r.DecidedAt == null)
            .OrderBy(r => r.Id)
            .Take(4 * Most)
            .Select(r => new
            {
                r.Post.Discussion.PublicId,
                r.Post.Discussion.Title,
                r.Post.Number,
                By = r.Post.Person.Name,
                ByKey = r.Post.Person.PublicId,
                r.Post.Html,
                IsRemoved = r.Post.RemovedAt != null,
                Report = new ReportRow(r.Person.Name, r.Reason, r.Words, r.At),
            })
            .ToListAsync(cancel);
        return new WaitingPosts(held,
        [
            .. reports.GroupBy(one => (one.PublicId, one.Number)).Take(Most).Select(all =>
            {
                var first = all.First();
                return new ReportedPost(first.PublicId, first.Title, first.Number, first.By, first.ByKey, first.IsRemoved ? "" : first.Html, first.IsRemoved) { Reports = [.. all.Select(one => one.Report)] };
            }),
        ]);
    }
}
