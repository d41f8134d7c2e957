using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.Moderation;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Files;

/// An attachment to be sent.
public sealed record FileToSend(string Name, string MediaType, byte[] Bytes, bool IsPicture);

/// Reads attachments, and takes them away.
public sealed class Attachments(IDbContextFactory<HubDb> databases, HubWrites writes, TimeProvider clock)
{
    /// Through the discussion's door. Null: not there for this reader; it waits with its post; its post was taken away, or stands in another
    /// discussion now.
    public async Task<FileToSend?> ReadAsync(Actor actor, string discussionId, string fileId, CancellationToken cancel = default)
    {
        if (!PublicId.IsWellFormed(discussionId) || !PublicId.IsWellFormed(fileId)) return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        return await db.Attachments
            .Where(a => a.PublicId == fileId && a.Post!.RemovedAt == null)
            .Where(a => db.DiscussionsFor(reader).Any(d => d.Id == a.Post!.DiscussionId && d.PublicId == discussionId))
            .Join(db.AttachmentContents, a => a.Id, c => c.AttachmentId, (a, c) => new FileToSend(a.Name, a.MediaType, c.Bytes, a.Width != null))
            .SingleOrDefaultAsync(cancel);
    }

    /// By whoever wrote the post, or by a facilitator. It is gone.
    public Task RemoveAsync(Actor actor, string discussionId, int number, string? fileId) => writes.DoAsync(async work =>
    {
        var (post, discussion, standing) = await work.InPostAsync(actor, discussionId, number);
        var me = standing.RequireMember();
        if (!standing.IsFacilitator && !await work.Db.HasWrittenAsync(post, me)) throw new RefusedException("Only who wrote a post or a facilitator can take a file away.");
        if (!standing.IsFacilitator) discussion.RequireUnlocked();
        var file = await work.Db.Attachments.SingleOrDefaultAsync(a => a.PostId == post.Id && a.PublicId == fileId);
        if (file is null) return;
        work.Db.Remove(file);
        work.Ring(discussion);
    });
}

static class AttachingWork
{
    /// So much may one person keep here, in bytes.
    internal const long MostOfAPerson = 500L * 1024 * 1024;

    public static async Task AttachAsync(this HubWork work, IReadOnlyList<ReadyFile> files, long personId, Forums.Post? post, HeldPost? held)
    {
        if (files.Count == 0) return;
        var kept = await work.Db.Attachments.Where(a => a.PersonId == personId).SumAsync(a => (long)a.Size);
        if (kept + files.Sum(file => (long)file.Bytes.Length) > MostOfAPerson) throw new RefusedException("Your files fill the room that each member has (500 megabytes). Take some away first.");
        foreach (var file in files)
        {
            var attachment = Attachment.Of(file, personId, work.Now);
            if (post is not null) attachment.BelongTo(post, personId);
            else attachment.WaitWith(held!);
            work.Db.AddRange(attachment, AttachmentContent.Of(attachment, file.Bytes));
        }
    }
}
