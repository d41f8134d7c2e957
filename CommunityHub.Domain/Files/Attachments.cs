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
    /// Through the discussion's door. Null: not there for this reader; it waits with its post; it was taken off; its post was taken away, or stands in another
    /// discussion now.
    public async Task<FileToSend?> ReadAsync(Actor actor, string discussionId, string fileId, CancellationToken cancel = default)
    {
        if (!PublicId.IsWellFormed(discussionId) || !PublicId.IsWellFormed(fileId)) return null;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var reader = await Reader.ReadAsync(db, actor, clock.GetUtcNow().UtcDateTime, cancel);
        return await db.Attachments
            .Where(a => a.PublicId == fileId && a.UntilVersion == null && a.Post!.RemovedAt == null)
            .Where(a => db.DiscussionsFor(reader).Any(d => d.Id == a.Post!.DiscussionId && d.PublicId == discussionId))
            .Join(db.AttachmentContents, a => a.Id, c => c.AttachmentId, (a, c) => new FileToSend(a.Name, a.MediaType, c.Bytes, a.Width != null))
            .SingleOrDefaultAsync(cancel);
    }

    /// By whoever wrote the post, or by a facilitator. It is gone for good, from the history too.
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
        // Also those of posts without a name: their sum is looked at, and told to nobody but who it is of.
        var kept = await work.Db.Attachments.Where(a => a.PersonId == personId || work.Db.PostsBy(personId).Any(p => p.Id == a.PostId)).SumAsync(a => (long)a.Size);
        if (kept + files.Sum(file => (long)file.Bytes.Length) > MostOfAPerson) throw new RefusedException("Your files fill the room that each member has (500 megabytes). Take some away first.");
        foreach (var file in files)
        {
            var attachment = Attachment.Of(file, personId, work.Now);
            if (post is not null) attachment.BelongTo(post, post.PersonId);
            else attachment.WaitWith(held!);
            work.Db.AddRange(attachment, AttachmentContent.Of(attachment, file.Bytes));
        }
    }

    /// With an edit, which has been done: some are taken off, others come. Refuses what a new post refuses.
    public static async Task ChangeFilesAsync(this HubWork work, Forums.Post post, long me, IReadOnlyList<ReadyFile> files, IReadOnlyList<string> takenOff)
    {
        if (files.Count + takenOff.Count == 0) return;
        var there = await work.Db.Attachments.Where(a => a.PostId == post.Id && a.UntilVersion == null).ToListAsync();
        foreach (var file in there.Where(file => takenOff.Contains(file.PublicId))) file.TakeOff(post.Version - 1);
        there.RemoveAll(file => file.UntilVersion is not null);
        if (there.Count + files.Count > ReadyFile.Most) throw new RefusedException($"A post has {ReadyFile.Most} files at most. Take one off, or choose fewer.");
        if (there.Sum(file => (long)file.Size) + files.Sum(file => (long)file.Bytes.Length) > ReadyFile.MostBytes) throw new RefusedException("The files are too large: 10 megabytes together at most.");
        await work.AttachAsync(files, me, post, held: null);
    }

    /// A form that was sent twice: what it asks for has been done already.
    public static async Task<bool> HasFilesSoAsync(this HubWork work, Forums.Post post, IReadOnlyList<ReadyFile> files, IReadOnlyList<string> takenOff)
    {
        if (files.Count + takenOff.Count == 0) return true;
        var there = await work.Db.Attachments.Where(a => a.PostId == post.Id && a.UntilVersion == null).Select(a => new { a.PublicId, a.Name, a.Size, a.SinceVersion }).ToListAsync();
        return files.All(file => there.Exists(a => a.SinceVersion == post.Version && a.Name == file.Name && a.Size == file.Bytes.Length)) && !there.Exists(a => takenOff.Contains(a.PublicId));
    }
}
