using CommunityHub.Communities;
using CommunityHub.Drafts;
using CommunityHub.Files;
using CommunityHub.Forums;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Polls;
using CommunityHub.Search;
using CommunityHub.Tests.Exports;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Forums;

public sealed class ForumLengthOnSqliteTests() : ForumLengthTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class ForumLengthOnPostgresTests() : ForumLengthTests(new PostgresTestDatabase());

/// I7, in every field of the forum: nothing, one sign, as much as may be, one more, a megabyte, ten. What is taken is kept whole; what is too
/// much is refused in words, and nothing of it is kept.
public abstract class ForumLengthTests(TestDatabase database) : ForumTest(database)
{
    string id = "", slug = "";
    int made;

    [Fact]
    public async Task Each_field_takes_what_it_says_to_the_last_sign_and_refuses_one_more()
    {
        (id, slug) = (await StartAsync(), await SlugAsync(Cast.ByRequest));
        var faults = new List<string>();
        foreach (var (field, most, mayBeEmpty, send) in Fields())
        {
            foreach (var length in new[] { 0, 1, most, most + 1, 1_000_000, 10_000_000 })
            {
                var text = Of(length);
                string? said = null, kept = null;
                try
                {
                    kept = await send(text);
                }
                catch (RefusedException refused)
                {
                    said = refused.Message;
                }
                var isTaken = length <= most && (length > 0 || mayBeEmpty);
                if (isTaken && kept != text) faults.Add($"{field}, {length}: {said ?? $"it was kept as {kept?.Length ?? -1} signs"}");
                var isRefused = said is not null && (length == 0 || said.Contains("at most", StringComparison.Ordinal));
                if (!isTaken && !isRefused) faults.Add($"{field}, {length}: {said ?? "taken"}");
            }
        }
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    IEnumerable<(string Field, int Most, bool MayBeEmpty, Func<string, Task<string?>> Send)> Fields() =>
    [
        ("the title of a discussion", Discussion.LongestTitle, false, async text => (await ViewAsync(Cast.Bo, await BeginAsync(text, Fresh()))).Face.Title),
        ("a first post", Post.LongestText, false, async text => (await ViewAsync(Cast.Bo, await BeginAsync("Long and short", text))).Posts[0].Text),
        ("a reply", Post.LongestText, false, async text => await TextOfAsync(await Posts.PostAsync(Cast.Bo, id, text))),
        ("an edit", Post.LongestText, false, async text => { await Posts.EditAsync(Cast.Bo, id, 1, text, await VersionAsync()); return await TextOfAsync(1); }),
        ("a new title", Discussion.LongestTitle, false, async text =>
        {
            await Discussions.ChangeAsync(Cast.Bo, id, text, DiscussionKind.Talk, null);
            return (await ViewAsync(Cast.Bo, id)).Face.Title;
        }),
        ("why a post is taken away", Post.LongestReason, false, async text =>
        {
            var number = await ReplyAsync();
            await Posts.RemoveAsync(Cast.Ada, id, number, text);
            return await Hub.LookAsync(db => db.Posts.Where(p => p.Number == number && p.Discussion.PublicId == id).Select(p => p.RemovedWhy).SingleAsync());
        }),
        ("the title of what is split off", Discussion.LongestTitle, false, async text =>
        {
            var split = await Hub.Get<DiscussionMoves>().SplitAsync(Cast.Ada, id, [await ReplyAsync()], text, DiscussionKind.Talk, null);
            return (await ViewAsync(Cast.Bo, split)).Face.Title;
        }),
        ("the note of a bookmark", Bookmark.LongestNote, true, async text =>
        {
            await Hub.Get<Bookmarks>().KeepAsync(Cast.Gus, id, 1, text);
            return (await Hub.Get<Bookmarks>().ListAsync(Cast.Gus, null, Stop)).Lines[0].Note;
        }),
        ("a report", Report.LongestWords, false, async text =>
        {
            await Reports.ReportAsync(Cast.Gus, id, await ReplyAsync(), ReportReason.Other, text);
            return await Hub.LookAsync(db => db.Reports.OrderByDescending(r => r.Id).Select(r => r.Words).FirstAsync());
        }),
        ("a warning", Report.LongestWords, false, async text =>
        {
            await Reports.DecideAsync(Cast.Ada, id, await ReportedAsync(), ReportOutcome.Warned, text);
            return await LastWhyAsync();
        }),
        ("why what was reported is taken away", Post.LongestReason, false, async text =>
        {
            await Reports.DecideAsync(Cast.Ada, id, await ReportedAsync(), ReportOutcome.Removed, text);
            return await LastWhyAsync();
        }),
        ("words to whoever wrote a held post", HeldPost.LongestWords, false, async text =>
        {
            await Hub.Get<HeldPosts>().GiveBackAsync(Cast.Ada, Cast.ByRequest, await HeldAsync(), text);
            return await LastWhyAsync();
        }),
        ("the question of a poll", Poll.LongestQuestion, false, async text => (await PollAsync(text, "Monday\nTuesday")).Question),
        ("an option of a poll", Poll.LongestOption, true, async text =>
            (await PollAsync("Which day?", $"Monday\nTuesday\n{text}")).Options.Split('\n').ElementAtOrDefault(2) ?? ""),
        ("the name of a theme", Theme.LongestName, false, async text =>
        {
            await Hub.Get<CommunityThemes>().AddAsync(Cast.Ada, Cast.ByRequest, text);
            return await Hub.LookAsync(db => db.Set<Theme>().OrderByDescending(t => t.Id).Select(t => t.Name).FirstAsync());
        }),
        ("what a picture shows", Attachment.LongestAlt, false, text => Task.FromResult(ReadyFile.Of([new Upload("a.png", Pictures.Small, text)])[0].Alt)),
        ("a search", SiteSearch.LongestText, true, async text =>
        {
            await Hub.Get<SiteSearch>().FindAsync(Cast.Bo, new SearchAsk(text), cancel: Stop);
            return text;
        }),
    ];

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    PostReports Reports => Hub.Get<PostReports>();

    // Never the same twice: what is repeated is held.
    string Of(int length)
    {
        if (length == 0) return "";
        var part = $"w{made++}x";
        return string.Concat(Enumerable.Repeat(part, (length / part.Length) + 1))[..length];
    }

    string Fresh() => $"Words number {made++}.";

    Task<string> BeginAsync(string title, string text) => Discussions.StartAsync(Cast.Bo, slug, new DiscussionForm(DiscussionKind.Question, title, text));

    Task<int> ReplyAsync() => Posts.PostAsync(Cast.Bo, id, Fresh());

    Task<int> VersionAsync() => Hub.LookAsync(db => db.Posts.Where(p => p.Number == 1 && p.Discussion.PublicId == id).Select(p => p.Version).SingleAsync());

    Task<string?> TextOfAsync(int number) => Hub.LookAsync(db =>
        db.Posts.Where(p => p.Number == number && p.Discussion.PublicId == id).Select(p => (string?)p.Text).SingleOrDefaultAsync());

    Task<string?> LastWhyAsync() => Hub.LookAsync(db => db.Acts.OrderByDescending(a => a.Id).Select(a => a.Why).FirstAsync());

    async Task<int> ReportedAsync()
    {
        var number = await ReplyAsync();
        await Reports.ReportAsync(Cast.Gus, id, number, ReportReason.Unkind, null);
        return number;
    }

    async Task<string> HeldAsync()
    {
        await Posts.PostAsync(Cast.Bo, id, Fresh(), trap: "x");
        return await Hub.LookAsync(db => db.HeldPosts.OrderByDescending(h => h.Id).Select(h => h.PublicId).FirstAsync());
    }

    async Task<Poll> PollAsync(string question, string options)
    {
        var number = await Posts.PostAsync(Cast.Bo, id, Fresh(), poll: new PollForm(question, options, false, false, null));
        return await Hub.LookAsync(db => db.Polls.SingleAsync(p => p.Post!.Number == number && p.Post.Discussion.PublicId == id));
    }
}
