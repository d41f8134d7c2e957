using System.Globalization;
using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.Imports;
using CommunityHub.Imports.StackExchange;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Imports;

public sealed class StackExchangeOnSqliteTests() : StackExchangeTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class StackExchangeOnPostgresTests() : StackExchangeTests(new PostgresTestDatabase());

/// A dump comes whole, and as it was there.
public abstract class StackExchangeTests(TestDatabase database) : ImportTest(database)
{
    [Fact]
    public async Task A_question_comes_with_its_answers_comments_scores_and_the_accepted_one()
    {
        using var dump = Dump.Small();
        await ImportAsync(dump);

        var view = await OnlyViewAsync();
        Assert.Equal(("Which glue for a loose chair leg?", DiscussionKind.Question, "Wren Ashby"), (view.Face.Title, view.Face.Kind, view.Face.StartedBy));
        Assert.Equal(["Wren Ashby", "Idris Quill", "Idris Quill", "Wren Ashby", "Idris Quill"], view.Posts.Select(post => post.By));
        Assert.Equal(["It wobbles. A *lot*, since spring.", null, "Hide glue.", "Bone glue, and a clamp.", null], view.Posts.Select(post => post.Text.StartsWith('>') ? null : post.Text));
        Assert.Equal($"> [Post 1](/discussions/{view.Face.Id}?page=1#post-1): It wobbles. A lot, since spring.\n\nWhich [wood] is it?", view.Posts[1].Text);
        Assert.Equal([7, 3, -2, 12, 3], view.Posts.Select(post => post.Origin!.Score));
        Assert.Equal(4, view.Face.MarkedAnswer);
        Assert.Equal(
            new PostOrigin("Mending Meta", "Wren Ashby", 7, "CC BY-SA 3.0", "https://mending.meta.stackexchange.com/q/10", "Tags there: wood, glue."), view.Posts[0].Origin);
        Assert.Equal("https://mending.meta.stackexchange.com/a/12#comment21_12", view.Posts[4].Origin!.Link);
        Assert.Equal(new DateTime(2015, 3, 1, 10, 0, 0, 123, DateTimeKind.Utc), view.Posts[0].At);
        Assert.Equal(new DateTime(2015, 3, 5, 0, 0, 0, DateTimeKind.Utc), await Hub.LookAsync(db => db.Discussions.Select(d => d.MarkedAt!.Value).SingleAsync()));
    }

    [Fact]
    public async Task Earlier_versions_come_with_their_titles_tags_dates_and_editors()
    {
        using var dump = Dump.Small();
        await ImportAsync(dump);

        var versions = await Hub.Get<PostHistories>().ReadAsync(Cast.Ada, (await OnlyViewAsync()).Face.Id, 1, TestContext.Current.CancellationToken);
        Assert.Equal(
        [
            ("It wobbles. A *lot*, since spring.", 4, true),
            ("*Tags: wood, glue.*\n\nIt wobbles. A *lot*, since spring.", 3, false),
            ("*Title: Which glue for a loose chair leg?. Tags: wood, glue.*\n\nIt wobbles. A *lot*.", 1, false),
        ], versions!.Select(version => (version.Text, version.At.Day, version.IsMinor)));
        Assert.Equal(["Idris Quill", "Wren Ashby"], await Hub.LookAsync(db => db.PostRevisions.OrderBy(r => r.Version).Select(r => db.People.Single(p => p.Id == r.ById).Name).ToListAsync()));
    }

    [Fact]
    public async Task Authors_are_placeholders_of_whom_nothing_but_the_name_is_kept()
    {
        using var dump = Dump.Small();
        await ImportAsync(dump);

        Assert.Equal(["Idris Quill", "Wren Ashby"], await Hub.LookAsync(db => db.People.Where(p => p.Kind == PersonKind.Placeholder).OrderBy(p => p.Name).Select(p => p.Name).ToListAsync()));
        Assert.False(await Hub.LookAsync(db => db.People.AnyAsync(p => p.Organisation!.Contains("anary"))));
        Assert.False(await Hub.LookAsync(db => db.Notices.AnyAsync()));
        Assert.False(await Hub.LookAsync(db => db.Mails.AnyAsync(m => m.Text.Contains("glue"))));
        var placeholder = await Hub.LookAsync(db => db.People.Where(p => p.Kind == PersonKind.Placeholder).Select(p => p.Id).FirstAsync());
        await Assert.ThrowsAsync<RefusedException>(() => StartAsync(by: Actor.Of(placeholder)));
    }

    [Fact]
    public async Task A_second_run_doubles_nothing_and_brings_what_is_new()
    {
        using var dump = Dump.Small();
        await ImportAsync(dump);
        var before = await CountAsync();
        var again = await ImportAsync(dump);
        Assert.Equal((before, 0), (await CountAsync(), again.Of("discussions")));

        dump.Answer(13, to: 10, by: 4, "2015-04-01T10:00:00.000", "Screws.");
        dump.Comment(22, on: 13, by: 1, "2015-04-02T10:00:00.000", "Never.");
        dump.Question(30, by: 4, "2016-01-01T10:00:00.000", "And varnish?", "Does it need any?", "<varnish>");
        await ImportAsync(dump);

        Assert.Equal((before.Discussions + 1, before.Posts + 3), (await CountAsync()));
        var view = await ViewAsync(Cast.Ada, await Hub.LookAsync(db => db.Discussions.OrderBy(d => d.Id).Select(d => d.PublicId).FirstAsync()));
        Assert.Equal(["user4", "Wren Ashby"], view.Posts.Skip(5).Select(post => post.By));
        Assert.Contains("[Post 6]", view.Posts[6].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_was_cut_goes_on_where_it_was()
    {
        using var dump = Dump.Small();
        for (var i = 0; i < 40; i++)
        {
            dump.Question(1000 + i, by: 1, "2017-01-01T10:00:00.000", $"Question {i}", "Words.", "<wood>");
            for (var n = 0; n < 60; n++) dump.Comment(100_000 + 100 * i + n, on: 1000 + i, by: 2, "2017-01-02T10:00:00.000", "Yes.");
        }
        using var cut = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var choices = new ImportChoices(dump.Write().Folder, await SlugAsync(Cast.ByRequest));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Hub.Get<StackExchangeImport>().RunAsync(choices, step =>
        {
            if (step is { What: "Bringing discussions", Done: > 0.7 }) cut.Cancel();
        }, cut.Token));

        var half = await CountAsync();
        Assert.InRange(half.Discussions, 1, 40);
        Assert.Equal(0, await Hub.LookAsync(db => db.Discussions.CountAsync(d => d.PostCount != db.Posts.Count(p => p.DiscussionId == d.Id))));

        await ImportAsync(dump);
        Assert.Equal((41, 5 + 40 * 61), await CountAsync());
    }

    [Fact]
    public async Task A_preview_writes_nothing_and_says_what_would_come()
    {
        using var dump = Dump.Small();
        var report = await ImportAsync(dump, isPreview: true);

        Assert.Equal((1, 2, 2), (report.Of("discussions would come"), report.Of("answers in them"), report.Of("comments in them")));
        Assert.Equal((0, 0), await CountAsync());
        Assert.False(await Hub.LookAsync(db => db.ImportSources.AnyAsync()) || await Hub.LookAsync(db => db.People.AnyAsync(p => p.Kind == PersonKind.Placeholder)));
    }

    [Fact]
    public async Task The_tags_used_most_become_themes_and_a_question_has_the_one_that_says_most()
    {
        await Hub.Get<CommunityThemes>().AddAsync(Cast.Ada, Cast.ByRequest, "Wood");
        using var dump = Dump.Small();
        for (var i = 0; i < 20; i++)
        {
            dump.Question(100 + i, by: 1, "2016-01-01T10:00:00.000", $"On {i}", "Words.", i < 15 ? $"<wood><two-words><tag{i:00}><tag{i + 1:00}>" : "<wood>");
        }
        await ImportAsync(dump);

        var themes = (await Hub.Get<CommunityThemes>().OfAsync(Cast.ByRequest)).Select(theme => theme.Name).ToList();
        Assert.Equal(ImportChoices.MostThemes, themes.Count);
        Assert.Equal("Wood", themes[0]);
        Assert.Contains("Two words", themes);
        Assert.Equal("Wood", await ThemeOfAsync("On 19"));
        Assert.Equal("Tag01", await ThemeOfAsync("On 0"));
    }

    [Fact]
    public async Task Nobody_falls_behind_by_an_import()
    {
        using var dump = Dump.Small();
        dump.Question(50, by: 1, Hub.Now.AddMinutes(-5).ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture), "Only just asked", "Words.", "<wood>");
        await ImportAsync(dump);

        var lines = (await Hub.Get<DiscussionLists>().ListAsync(Cast.Bo, Cast.ByRequest, cancel: TestContext.Current.CancellationToken)).Lines;
        Assert.Equal([0, 0], lines.Select(line => line.Unread));
    }

    [Fact]
    public async Task What_was_closed_there_is_locked_here()
    {
        using var dump = Dump.Small();
        dump.Row("Posts", 10).SetAttributeValue("ClosedDate", "2015-05-01T10:00:00.000");
        await ImportAsync(dump);

        var view = await OnlyViewAsync();
        Assert.True(view.Face.IsLocked);
        Assert.Equal("Tags there: wood, glue. Closed there on 1 May 2015.", view.Posts[0].Origin!.Remarks);
        Assert.Equal(5, view.Face.PostCount);
    }

    Task<string?> ThemeOfAsync(string title) => Hub.LookAsync(db => db.Discussions.Where(d => d.Title == title).Select(d => db.Set<Theme>().Where(t => t.Id == d.ThemeId).Select(t => t.Name).FirstOrDefault()).SingleAsync());

    Task<(int Discussions, int Posts)> CountAsync() => Hub.LookAsync(async db => (await db.Discussions.CountAsync(), await db.Posts.CountAsync()));

    async Task<DiscussionView> OnlyViewAsync() => await ViewAsync(Cast.Ada, await Hub.LookAsync(db => db.Discussions.Select(d => d.PublicId).SingleAsync()));
}
