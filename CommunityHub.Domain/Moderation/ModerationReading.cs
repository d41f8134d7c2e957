using System.Globalization;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Hotseats;
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

/// What somebody reported, and all that is said of it. The place is the discussion's or the hotseat's public id; the key a post's number, or
/// the public id of what stands in the hotseat.
public sealed record ReportedItem(ReportedKind Kind, string PlaceId, string Title, string Key, string By, string Html, bool IsRemoved)
{
    /// Its own card in the queue.
    public string Card => CardOf(Kind, PlaceId, Key);

    public IReadOnlyList<ReportRow> Reports { get; init; } = [];

    /// The public id of a member who stands beside it by name; null: nobody does.
    public string? ByKey { get; init; }

    /// Of a comment: the public id of the answer it stands under.
    public string? Under { get; init; }

    /// Who wrote it could be looked up, for safety, and never in silence.
    public bool IsUnnamed { get; init; }

    public static string CardOf(ReportedKind kind, string placeId, string key) => $"{kind}-{placeId}-{key}";
}

public enum ReportedKind
{
    Post,
    Question,
    Answer,
    Comment,
}

/// What waits for the facilitators of a community, the longest wait first.
public sealed record WaitingPosts(IReadOnlyList<HeldRow> Held, IReadOnlyList<ReportedItem> Reported);

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
        return new WaitingPosts(held, await ReportedAsync(db, communityId, reader.Now, cancel));
    }

    static async Task<IReadOnlyList<ReportedItem>> ReportedAsync(HubDb db, long communityId, DateTime now, CancellationToken cancel)
    {
        var reports = await db.OpenReports()
            .Where(r => r.CommunityId == communityId)
            .OrderBy(r => r.Id)
            .Take(4 * Most)
            .Select(r => new { What = new { r.PostId, r.QuestionId, r.AnswerId, r.CommentId }, Row = new ReportRow(r.Person.Name, r.Reason, r.Words, r.At) })
            .ToListAsync(cancel);
        var posts = reports.Select(r => r.What.PostId).OfType<long>().Distinct().ToList();
        var rows = await db.Posts
            .Where(p => posts.Contains(p.Id))
            .Select(p => new { p.Id, Discussion = p.Discussion.PublicId, p.Discussion.Title, p.Number, p.Person.Name, Key = p.Person.PublicId, p.IsUnnamed, p.Html, IsRemoved = p.RemovedAt != null })
            .ToListAsync(cancel);
        var items = rows.ToDictionary(p => new Reported(PostId: p.Id), p =>
            new ReportedItem(ReportedKind.Post, p.Discussion, p.Title, p.Number.ToString(CultureInfo.InvariantCulture), p.Name, p.IsRemoved ? "" : p.Html, p.IsRemoved) { ByKey = p.IsUnnamed ? null : p.Key, IsUnnamed = p.IsUnnamed });
        foreach (var (what, item) in await db.ReportedPartsAsync([.. reports.Select(r => new Reported(r.What.PostId, r.What.QuestionId, r.What.AnswerId, r.What.CommentId))], now, cancel)) items[what] = item;
        return
        [
            .. reports.GroupBy(r => new Reported(r.What.PostId, r.What.QuestionId, r.What.AnswerId, r.What.CommentId))
                .Where(all => items.ContainsKey(all.Key))
                .Take(Most)
                .Select(all => items[all.Key] with { Reports = [.. all.Select(one => one.Row)] }),
        ];
    }
}
