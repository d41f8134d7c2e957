using System.Globalization;
using CommunityHub.Data;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Imports.StackExchange;

/// Discussions of a dump.
sealed class DiscussionWriting(HubWork work, ImportTarget target, ImportReport report) : ImportWriting<SourceDiscussion>(work, target, report)
{
    const int LongestQuote = 140;

    protected override async Task WriteLackingAsync(IReadOnlyList<SourceDiscussion> discussions, CancellationToken cancel)
    {
        var known = await KnownAsync(discussions, cancel);
        var lacking = discussions
            .Select(discussion => (Source: discussion, Items: discussion.Items.Where(item => !known.ContainsKey((item.Kind, item.Id))).ToList()))
            .Where(one => one.Items.Count > 0)
            .ToList();
        foreach (var author in lacking.SelectMany(one => one.Items).SelectMany(item => item.Versions.Select(version => version.Editor).Prepend(item.Author)))
            Meet(author.Key, author.Name);
        // New ones first: what is added to a table first is written first, and posts lead to discussions.
        foreach (var (source, items) in lacking.OrderBy(one => one.Items[0] != one.Source.Question))
        {
            if (items[0] == source.Question) Begin(source);
            else await GoOnAsync(source, items, known, cancel);
        }
        Bulk.Write();
        if (discussions.Count(one => known.ContainsKey((ImportedKind.Question, one.Id))) is > 0 and var here) Report.Count("discussions that were here already", here);
        if (lacking.Count > 0) Work.Announce(LiveTopic.Forum(Target.CommunityId));
    }

    // What of them an earlier run has brought, and in which discussion and where there it stands.
    async Task<Dictionary<(ImportedKind, long), Placed>> KnownAsync(IReadOnlyList<SourceDiscussion> discussions, CancellationToken cancel)
    {
        var known = new Dictionary<(ImportedKind, long), Placed>();
        foreach (var kind in discussions.SelectMany(discussion => discussion.Items).GroupBy(item => item.Kind))
        {
            foreach (var keys in kind.Select(item => item.Id.ToString(CultureInfo.InvariantCulture)).Chunk(500))
            {
                var rows = await Db.ImportedPosts
                    .Where(p => p.SourceId == Target.SourceId && p.Kind == kind.Key && keys.Contains(p.Key))
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
        var theme = Target.Themes.FirstOrDefault(theme => source.Tags.Contains(theme.Tag)).Theme;
        var discussion = Bulk.Add(Discussion.Start(Target.CommunityId, theme, DiscussionKind.Question, source.Title, starter, source.Question.At));
        var placed = new Dictionary<long, Placed>();
        foreach (var item in source.Items)
        {
            var post = Add(discussion, item, placed);
            if (item.Kind is not ImportedKind.Comment) placed[item.Id] = new Placed(discussion.Id, post.Number, item.Text);
            if (item.Kind is ImportedKind.Answer && item.Id == source.Accepted) discussion.Mark(post, starter, source.AcceptedOn ?? item.At);
        }
        if (source.LockedAt is { } locked) discussion.Lock(null, locked);
        CatchUp(discussion);
        Report.Count("discussions");
    }

    // What a later dump has more of, at the end: numbers of posts never change.
    async Task GoOnAsync(SourceDiscussion source, IReadOnlyList<SourceItem> items, Dictionary<(ImportedKind, long), Placed> known, CancellationToken cancel)
    {
        var id = known[(ImportedKind.Question, source.Id)].DiscussionId;
        var discussion = await Db.Discussions.SingleAsync(d => d.Id == id, cancel);
        var placed = source.Items
            .Where(item => item.Kind is not ImportedKind.Comment && known.ContainsKey((item.Kind, item.Id)))
            .ToDictionary(item => item.Id, item => known[(item.Kind, item.Id)]);
        foreach (var item in items)
        {
            var post = Add(discussion, item, placed);
            if (item.Kind is not ImportedKind.Comment) placed[item.Id] = new Placed(id, post.Number, item.Text);
        }
        Work.Announce(LiveTopic.Discussion(id));
    }

    Post Add(Discussion discussion, SourceItem item, Dictionary<long, Placed> placed)
    {
        var text = item.Parent is { } parent && placed.TryGetValue(parent, out var on) ? $"{Quote(discussion, on)}\n\n{item.Text}" : item.Versions[0].Text;
        var post = Bulk.Add(discussion.TakeIn(text, WriterOf(item.Author), item.At));
        foreach (var version in item.Versions.Skip(1))
        {
            Bulk.Add(post.Edit(version.Text, isHalfFinished: false, version.IsMinor, version.At, Post.LongestImported).By(WriterOf(version.Editor)));
            Report.Count("earlier versions");
        }
        Bulk.Add(ImportedPost.Of(post, Target.SourceId, item.Kind, item.Id.ToString(CultureInfo.InvariantCulture), Known(item.Author.Key).AuthorId, item.Marks));
        Report.Count(item.Kind switch { ImportedKind.Question => "questions", ImportedKind.Answer => "answers", _ => "comments, as short replies" });
        return post;
    }

    // By its number: the name beside that post may change.
    static string Quote(Discussion discussion, Placed on) =>
        $"> [Post {on.Number}](/{DiscussionPages.AddressOf(discussion.PublicId, on.Number)}): {HtmlToMarkdown.Escape(Markdown.ToPlain(on.Text, LongestQuote))}";

    long WriterOf(DumpAuthor author) => Known(author.Key).WriterId;

    /// Where a post stands here.
    sealed record Placed(long DiscussionId, int Number, string Text);
}
