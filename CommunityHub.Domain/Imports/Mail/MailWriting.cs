using CommunityHub.Data;
using CommunityHub.Files;
using CommunityHub.Forums;
using CommunityHub.Live;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Imports.Mail;

/// Threads of a mailing list.
sealed class MailWriting(HubWork work, ImportTarget target, ImportReport report, Func<MailItem, IEnumerable<ReadyFile>> filesOf)
    : ImportWriting<MailThread>(work, target, report)
{
    const long MostWaiting = 32 << 20;

    readonly List<(Post Post, MailItem Mail)> withFiles = [];

    protected override async Task WriteLackingAsync(IReadOnlyList<MailThread> threads, CancellationToken cancel)
    {
        var here = await HereAsync(threads, cancel);
        var lacking = threads
            .Select(thread => (Place: thread.PlaceIn(here), Messages: thread.Messages.Where(mail => !here.ContainsKey(mail.Key)).ToList()))
            .ToList();
        var known = threads.Sum(thread => thread.Messages.Count) - lacking.Sum(one => one.Messages.Count);
        if (known > 0) Report.Count(MailImport.HereAlready, known);
        lacking.RemoveAll(one => one.Messages.Count == 0);
        foreach (var mail in lacking.SelectMany(one => one.Messages)) Meet(mail.AuthorKey, mail.Author);
        // New ones first: what is added to a table first is written first, and posts lead to discussions.
        foreach (var (place, messages) in lacking.OrderBy(one => one.Place is not null))
        {
            if (place is null) Begin(messages);
            else await GoOnAsync(place.Value, messages, cancel);
        }
        Bulk.Write();
        await AttachAsync(cancel);
        if (lacking.Count > 0) Work.Announce(LiveTopic.Forum(Target.CommunityId));
    }

    // In which discussion each of them stands, if it does.
    async Task<Dictionary<string, long>> HereAsync(IReadOnlyList<MailThread> threads, CancellationToken cancel)
    {
        var here = new Dictionary<string, long>();
        foreach (var keys in threads.SelectMany(thread => thread.Keys).Chunk(500))
        {
            foreach (var row in await Db.ImportedPosts
                .Where(p => p.SourceId == Target.SourceId && p.Kind == ImportedKind.Message && keys.Contains(p.Key))
                .Select(p => new { p.Key, p.Post.DiscussionId }).ToListAsync(cancel)) here[row.Key] = row.DiscussionId;
        }
        return here;
    }

    void Begin(List<MailItem> messages)
    {
        var first = messages[0];
        var discussion = Bulk.Add(Discussion.Start(Target.CommunityId, null, DiscussionKind.Talk, first.Subject, Known(first.AuthorKey).WriterId, first.At));
        foreach (var mail in messages) Add(discussion, mail);
        CatchUp(discussion);
        Report.Count("discussions");
    }

    // Later messages come at the end: numbers of posts never change.
    async Task GoOnAsync(long place, List<MailItem> messages, CancellationToken cancel)
    {
        var discussion = await Db.Discussions.SingleAsync(d => d.Id == place, cancel);
        foreach (var mail in messages) Add(discussion, mail);
        Work.Announce(LiveTopic.Discussion(place));
    }

    void Add(Discussion discussion, MailItem mail)
    {
        var (author, writer) = Known(mail.AuthorKey);
        var post = Bulk.Add(discussion.TakeIn(mail.Text, writer, mail.At));
        Bulk.Add(ImportedPost.Of(post, Target.SourceId, ImportedKind.Message, mail.Key, author, new ImportedMarks(null, null, null, mail.Remarks)));
        if (mail.HasFiles) withFiles.Add((post, mail));
        Report.Count("posts");
    }

    // After the posts, and a few at a time: they may be large.
    async Task AttachAsync(CancellationToken cancel)
    {
        var (room, waiting) = (new Dictionary<long, long>(), 0L);
        foreach (var (post, mail) in withFiles)
        {
            if (!room.ContainsKey(post.PersonId))
            {
                var kept = await Db.Attachments.Where(a => a.PersonId == post.PersonId).SumAsync(a => (long)a.Size, cancel);
                room[post.PersonId] = AttachingWork.MostOfAPerson - kept;
            }
            foreach (var file in filesOf(mail))
            {
                if (file.Bytes.Length > room[post.PersonId])
                {
                    Report.LeaveOut("attachments", $"“{file.Name}” of {mail.At:yyyy-MM-dd HH:mm}: the files of its writer fill the room that each member has");
                    continue;
                }
                room[post.PersonId] -= file.Bytes.Length;
                var attachment = Bulk.Add(Attachment.Of(file, post.PersonId, mail.At));
                attachment.BelongTo(post, post.PersonId);
                Bulk.Add(AttachmentContent.Of(attachment, file.Bytes));
                Report.Count("files");
                if ((waiting += file.Bytes.Length) < MostWaiting) continue;
                Bulk.Write();
                waiting = 0;
            }
        }
        Bulk.Write();
    }
}
