using System.Globalization;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Data.Bulk;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Imports.StackExchange;

/// Writes some discussions in one transaction: each whole, or none of them.
sealed class DiscussionWriting(HubWork work, ImportTarget target, ImportReport report)
{
    const int LongestQuote = 140;

    readonly HubDb db = work.Db;
    readonly BulkRows bulk = new(work.Db);
    readonly Dictionary<string, (long AuthorId, long WriterId)> met = [];
    List<(long PersonId, DateTime From)> members = [];

    /// Authors that were not known before.
    public IReadOnlyDictionary<string, (long AuthorId, long WriterId)> Met => met;

    public async Task WriteAsync(IReadOnlyList<SourceDiscussion> discussions, CancellationToken cancel)
    {
        members = (await db.Memberships.Where(m => m.CommunityId == target.CommunityId && m.Until == null).Select(m => new { m.PersonId, m.From }).ToListAsync(cancel))
            .ConvertAll(m => (m.PersonId, m.From));
        var known = await KnownAsync(discussions, cancel);
        var lacking = discussions
            .Select(discussion => (Source: discussion, Items: discussion.Items.Where(item => !known.ContainsKey((item.Kind, item.Id))).ToList()))
            .Where(one => one.Items.Count > 0)
            .ToList();
        // Before their posts.
        foreach (var author in lacking.SelectMany(one => one.Items).SelectMany(item => item.Versions.Select(version => version.Editor).Prepend(item.Author))) Meet(author);
        // New ones first: what is added to a table first is written first, and posts lead to discussions.
        foreach (var (source, items) in lacking.OrderBy(one => one.Items[0] != one.Source.Question))
        {
            if (items[0] == source.Question) Begin(source);
            else await GoOnAsync(source, items, known, cancel);
        }
        bulk.Write();
        if (discussions.Count(one => known.ContainsKey((ImportedKind.Question, one.Id))) is > 0 and var here) report.Count("discussions that were here already", here);
        if (lacking.Count > 0) work.Announce(LiveTopic.Forum(target.CommunityId));
    }

    // What of them an earlier run has brought, and in which discussion and where there it stands.
    async Task<Dictionary<(ImportedKind, long), Placed>> KnownAsync(IReadOnlyList<SourceDiscussion> discussions, CancellationToken cancel)
    {
        var known = new Dictionary<(ImportedKind, long), Placed>();
        foreach (var kind in discussions.SelectMany(discussion => discussion.Items).GroupBy(item => item.Kind))
        {
            foreach (var keys in kind.Select(item => item.Id.ToString(CultureInfo.InvariantCulture)).Chunk(500))
            {
                var rows = await db.ImportedPosts
                    .Where(p => p.SourceId == target.SourceId && p.Kind == kind.Key && keys.Contains(p.Key))
                    .Select(p => new { p.Key, p.Post.DiscussionId, p.Post.Number, p.Post.Text })
                    .ToListAsync(cancel);
                foreach (var row in rows) known[(kind.Key, long.Parse(row.Key, CultureInfo.InvariantCulture))] = new Placed(row.DiscussionId, row.Number, row.Text);
            }
        }
        return known;
    }

    void Begin(SourceDiscussion source)
    {
        var starter = WriterOf(source.Question.Author);
        var theme = target.Themes.Find(theme => source.Tags.Contains(theme.Tag)).Theme;
        var discussion = bulk.Add(Discussion.Start(target.CommunityId, theme, DiscussionKind.Question, source.Title, starter, source.Question.At));
        var placed = new Dictionary<long, Placed>();
        foreach (var item in source.Items)
        {
            var post = Add(discussion, item, placed);
            if (item.Kind is not ImportedKind.Comment) placed[item.Id] = new Placed(discussion.Id, post.Number, item.Text);
            if (item.Kind is ImportedKind.Answer && item.Id == source.Accepted) discussion.Mark(post, starter, source.AcceptedOn ?? item.At);
        }
        if (source.LockedAt is { } locked) discussion.Lock(null, locked);
        // Nobody who was here then has fallen behind: it is theirs to find, not to catch up with.
        var behind = members.Where(member => member.From <= discussion.StartedAt);
        bulk.AddRange(behind.Select(member => ReadMark.Of(discussion, member.PersonId, discussion.PostCount, work.Now)));
        report.Count("discussions");
    }

    // What a later dump has more of, at the end: numbers of posts never change.
    async Task GoOnAsync(SourceDiscussion source, IReadOnlyList<SourceItem> items, Dictionary<(ImportedKind, long), Placed> known, CancellationToken cancel)
    {
        var id = known[(ImportedKind.Question, source.Id)].DiscussionId;
        var discussion = await db.Discussions.SingleAsync(d => d.Id == id, cancel);
        var placed = source.Items
            .Where(item => item.Kind is not ImportedKind.Comment && known.ContainsKey((item.Kind, item.Id)))
            .ToDictionary(item => item.Id, item => known[(item.Kind, item.Id)]);
        foreach (var item in items)
        {
            var post = Add(discussion, item, placed);
            if (item.Kind is not ImportedKind.Comment) placed[item.Id] = new Placed(id, post.Number, item.Text);
        }
        work.Announce(LiveTopic.Discussion(id));
    }

    Post Add(Discussion discussion, SourceItem item, Dictionary<long, Placed> placed)
    {
        var text = item.Parent is { } parent && placed.TryGetValue(parent, out var on) ? $"{Quote(discussion, on)}\n\n{item.Text}" : item.Versions[0].Text;
        var post = bulk.Add(discussion.TakeIn(text, WriterOf(item.Author), item.At));
        foreach (var version in item.Versions.Skip(1))
        {
            bulk.Add(post.Edit(version.Text, isHalfFinished: false, version.IsMinor, version.At, Post.LongestImported).By(WriterOf(version.Editor)));
            report.Count("earlier versions");
        }
        bulk.Add(ImportedPost.Of(post, target.SourceId, item.Kind, item.Id.ToString(CultureInfo.InvariantCulture), Known(item.Author).AuthorId, item.Marks));
        report.Count(item.Kind switch { ImportedKind.Question => "questions", ImportedKind.Answer => "answers", _ => "comments, as short replies" });
        return post;
    }

    // By its number: the name beside that post may change.
    static string Quote(Discussion discussion, Placed on) =>
        $"> [Post {on.Number}](/{DiscussionPages.AddressOf(discussion.PublicId, on.Number)}): {HtmlToMarkdown.Escape(Markdown.ToPlain(on.Text, LongestQuote))}";

    void Meet(DumpAuthor author)
    {
        if (target.Authors.ContainsKey(author.Key) || met.ContainsKey(author.Key)) return;
        var person = bulk.Add(Person.StandIn(author.Name, work.Now));
        met[author.Key] = (bulk.Add(ImportedAuthor.Of(target.SourceId, author.Key, person)).Id, person.Id);
        report.Count("authors, as placeholders");
    }

    (long AuthorId, long WriterId) Known(DumpAuthor author) => target.Authors.TryGetValue(author.Key, out var known) ? known : met[author.Key];

    long WriterOf(DumpAuthor author) => Known(author).WriterId;

    /// Where a post stands here.
    sealed record Placed(long DiscussionId, int Number, string Text);
}
