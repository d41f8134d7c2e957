using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Data.Bulk;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Imports.Mail;

/// Writes some threads in one transaction: each whole, or none of them.
sealed class MailWriting(HubWork work, long communityId, long sourceId, ImportReport report)
{
    static readonly ImportedMarks NoMarks = new(null, null, null, null);

    readonly HubDb db = work.Db;
    readonly BulkRows bulk = new(work.Db);
    readonly Dictionary<string, (long AuthorId, long WriterId)> authors = [];

    public async Task WriteAsync(IReadOnlyList<MailThread> threads, CancellationToken cancel)
    {
        var members = await db.Memberships.Where(m => m.CommunityId == communityId && m.Until == null).Select(m => new { m.PersonId, m.From }).ToListAsync(cancel);
        var here = await HereAsync(threads, cancel);
        await KnowAsync(threads, cancel);
        var lacking = threads
            .Select(thread => (Place: thread.Keys.Where(here.ContainsKey).Select(key => here[key]).Order().FirstOrDefault(), Messages: thread.Messages.Where(mail => !here.ContainsKey(mail.Key)).ToList()))
            .ToList();
        report.Count("messages that were here already", threads.Sum(thread => thread.Messages.Count) - lacking.Sum(one => one.Messages.Count));
        lacking.RemoveAll(one => one.Messages.Count == 0);
        foreach (var mail in lacking.SelectMany(one => one.Messages)) Meet(mail);
        // New ones first: what is added to a table first is written first, and posts lead to discussions.
        foreach (var (place, messages) in lacking.OrderBy(one => one.Place != 0))
        {
            if (place == 0)
            {
                var first = messages[0];
                var discussion = bulk.Add(Discussion.Start(communityId, null, DiscussionKind.Talk, first.Subject, authors[first.AuthorKey].WriterId, first.At));
                foreach (var mail in messages) Add(discussion, mail);
                // Nobody who was here then has fallen behind: it is theirs to find, not to catch up with.
                bulk.AddRange(members.Where(member => member.From <= discussion.StartedAt).Select(member => ReadMark.Of(discussion, member.PersonId, discussion.PostCount, work.Now)));
                report.Count("discussions");
            }
            else
            {
                // Later messages come at the end: numbers of posts never change.
                var discussion = await db.Discussions.SingleAsync(d => d.Id == place, cancel);
                foreach (var mail in messages) Add(discussion, mail);
                work.Announce(LiveTopic.Discussion(place));
            }
        }
        bulk.Write();
        if (lacking.Count > 0) work.Announce(LiveTopic.Forum(communityId));
    }

    // In which discussion each of them stands, if it does.
    async Task<Dictionary<string, long>> HereAsync(IReadOnlyList<MailThread> threads, CancellationToken cancel)
    {
        var here = new Dictionary<string, long>();
        foreach (var keys in threads.SelectMany(thread => thread.Keys).Chunk(500))
        {
            foreach (var row in await db.ImportedPosts
                .Where(p => p.SourceId == sourceId && p.Kind == ImportedKind.Message && keys.Contains(p.Key))
                .Select(p => new { p.Key, p.Post.DiscussionId }).ToListAsync(cancel)) here[row.Key] = row.DiscussionId;
        }
        return here;
    }

    async Task KnowAsync(IReadOnlyList<MailThread> threads, CancellationToken cancel)
    {
        foreach (var keys in threads.SelectMany(thread => thread.Messages).Select(mail => mail.AuthorKey).Distinct().Chunk(500))
        {
            foreach (var author in await db.ImportedAuthors.Where(a => a.SourceId == sourceId && keys.Contains(a.Key))
                .Select(a => new { a.Key, a.Id, Writer = a.ClaimedById ?? a.PersonId }).ToListAsync(cancel)) authors[author.Key] = (author.Id, author.Writer);
        }
    }

    void Meet(MailItem mail)
    {
        if (authors.ContainsKey(mail.AuthorKey)) return;
        var person = bulk.Add(Person.StandIn(mail.Author, work.Now));
        authors[mail.AuthorKey] = (bulk.Add(ImportedAuthor.Of(sourceId, mail.AuthorKey, person)).Id, person.Id);
        report.Count("authors, as placeholders");
    }

    void Add(Discussion discussion, MailItem mail)
    {
        var (author, writer) = authors[mail.AuthorKey];
        var post = bulk.Add(discussion.TakeIn(mail.Text, writer, mail.At));
        bulk.Add(ImportedPost.Of(post, sourceId, ImportedKind.Message, mail.Key, author, NoMarks));
        report.Count("posts");
    }
}
