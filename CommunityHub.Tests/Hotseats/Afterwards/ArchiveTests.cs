using CommunityHub.Communities;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats.Afterwards;

public sealed class ArchiveOnSqliteTests() : ArchiveTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class ArchiveOnPostgresTests() : ArchiveTests(new PostgresTestDatabase());

/// The archive: read by theme, with a summary on top.
public abstract class ArchiveTests(TestDatabase database) : HotseatTest(database)
{
    HotseatArchives Archives => Hub.Get<HotseatArchives>();
    ThemeSorting Sorting => Hub.Get<ThemeSorting>();
    HotseatSummaries Summaries => Hub.Get<HotseatSummaries>();
    CommunityThemes Themes => Hub.Get<CommunityThemes>();

    [Fact]
    public async Task Answers_stand_by_theme_in_the_order_of_the_themes_and_those_without_one_last()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var questions = await AnsweredAsync(id, 5);
        foreach (var name in new[] { "Money", "Starting", "Nothing here" }) await Themes.AddAsync(Cast.Ada, Cast.ByRequest, name);
        await SortAsync(id, (questions[0], "Money"), (questions[1], "Starting"), (questions[3], "Money"), (questions[4], "Starting"));
        await Themes.MoveAsync(Cast.Ada, Cast.ByRequest, await ThemeAsync("Starting"), -1);

        Assert.Equal(
            [("Starting", $"{questions[1]} {questions[4]}"), ("Money", $"{questions[0]} {questions[3]}"), (null, questions[2])],
            (await ReadAsync(id)).Groups.Select(group => (group.Name, string.Join(' ', group.Questions.Select(q => q.Id)))));
    }

    [Fact]
    public async Task A_question_can_be_moved_and_taken_out_and_what_was_not_touched_stays()
    {
        var id = await Stage.HotseatAsync(HotseatState.Archived);
        var live = await Stage.HotseatAsync(HotseatState.Live);
        var questions = await AnsweredAsync(live, 3);
        foreach (var name in new[] { "Money", "Starting" }) await Themes.AddAsync(Cast.Ada, Cast.ByRequest, name);
        await SortAsync(live, (questions[0], "Money"), (questions[1], "Money"));
        await SortAsync(live, (questions[0], "Starting"), (questions[2], "Money")); // somebody else, at the same time
        await SortAsync(live, (questions[1], null));

        var archive = await ReadAsync(live);
        Assert.Equal(["Starting", null, "Money"], questions.Select(q => archive.ThemeOf(archive.Here.Room.Find(q)!)?.Name));
        Assert.Equal("This question is not there any more. Load the page again.", await RefusedAsync(() => SortAsync(id, (questions[0], "Money"))));
    }

    [Fact]
    public async Task Under_a_retired_theme_everything_stays_and_nothing_new_comes()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var questions = await AnsweredAsync(id, 2);
        await Themes.AddAsync(Cast.Ada, Cast.ByRequest, "Money");
        await SortAsync(id, (questions[0], "Money"));
        await Themes.RetireAsync(Cast.Ada, Cast.ByRequest, await ThemeAsync("Money"));

        await SortAsync(id, (questions[0], "Money"));
        Assert.Equal("“Money” is retired. Choose another theme.", await RefusedAsync(() => SortAsync(id, (questions[1], "Money"))));
        Assert.Equal(["Money", null], (await ReadAsync(id)).Groups.Select(group => group.Name));
    }

    [Fact]
    public async Task A_theme_of_another_community_is_not_in_the_list()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = (await AnsweredAsync(id, 1))[0];
        await Themes.AddAsync(Cast.Ada, Cast.Open, "Elsewhere");
        var elsewhere = (await Themes.OfAsync(Cast.Open))[0].Id;

        foreach (var theme in new[] { elsewhere, "zzzzzzzzzzzz", "'; --" })
        {
            Assert.Equal("Choose a theme from the list.", await RefusedAsync(() => Sorting.SortAsync(Cast.Ada, id, [new(question, theme)])));
        }
    }

    [Fact]
    public async Task A_summary_is_published_when_the_hour_is_over_and_edited_later_with_both_dates()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        Assert.Equal("A summary is published when the hour is over. Yours is kept as a draft.", await RefusedAsync(() => Summaries.PublishAsync(Cast.Ada, id, "Too soon.", 0)));
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        Assert.Equal("Write the summary first.", await RefusedAsync(() => Summaries.PublishAsync(Cast.Ada, id, " \n", 0)));

        await Summaries.PublishAsync(Cast.Ada, id, "**Fear**, not rules.", 0, "k1");
        await Summaries.PublishAsync(Cast.Ada, id, "**Fear**, not rules.", 0, "k1"); // sent twice
        var first = (await ReadAsync(id)).After.Summary!;
        Assert.Equal((1, "<p><strong>Fear</strong>, not rules.</p>", "Ada Osei", Hub.Now, null), (first.Number, first.Html.Trim(), first.By, first.At, first.EditedAt));

        var before = Hub.Now;
        Hub.Clock.Pass(TimeSpan.FromDays(1));
        await Summaries.PublishAsync(Cast.Ada, id, "Fear. And forms.", 1);
        var second = (await ReadAsync(id)).After.Summary!;
        Assert.Equal((2, "Fear. And forms.", before, Hub.Now, "Ada Osei"), (second.Number, second.Text, second.At, second.EditedAt, second.EditedBy));
        Assert.Equal(2, await Hub.LookAsync(db => db.Set<Summary>().CountAsync()));
    }

    [Fact]
    public async Task Of_two_who_publish_at_once_one_is_told_and_both_texts_are_safe()
    {
        var id = await Stage.HotseatAsync(HotseatState.WrappingUp);
        var texts = new[] { "Ada’s words.", "Ada’s words on her phone." };
        var results = await Task.WhenAll(texts.Select(text => Record.ExceptionAsync(() => Summaries.PublishAsync(Cast.Ada, id, text, 0)).AsTask()));

        var refused = Assert.IsType<RefusedException>(Assert.Single(results.OfType<Exception>()));
        Assert.Equal("Ada Osei published the summary while you wrote. Both texts are safe: theirs stands below, yours is in the box.", refused.Message);
        Assert.Contains((await ReadAsync(id)).After.Summary!.Text, texts);
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("bo")]
    [InlineData("gus")]
    [InlineData("eve")]
    [InlineData("fay")]
    [InlineData("ned")]
    [InlineData("dot")]
    [InlineData("xan")]
    public async Task Only_facilitators_sort_and_publish(string who)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live, Cast.Private);
        var question = (await AnsweredAsync(id, 1))[0];
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        await RefusedAsync(() => Sorting.SortAsync(Cast.Named(who), id, [new(question, null)]));
        await RefusedAsync(() => Summaries.PublishAsync(Cast.Named(who), id, "Mine.", 0));
        Assert.Equal(who is "bo" or "gus", await Archives.ReadAsync(Cast.Named(who), id, TestContext.Current.CancellationToken) is not null);
    }

    async Task<List<string>> AnsweredAsync(string id, int count)
    {
        var questions = new List<string>();
        for (var i = 0; i < count; i++)
        {
            Hub.Clock.Pass(TimeSpan.FromSeconds(30));
            questions.Add(await Stage.AskAsync(Cast.Bo, id, $"Question {i}?"));
            await Stage.Questions.AnswerAsync(Cast.Gus, questions[^1], $"Answer {i}.");
        }
        return questions;
    }

    async Task SortAsync(string id, params (string Question, string? Theme)[] choices)
    {
        var all = await Themes.OfAsync(Cast.ByRequest);
        await Sorting.SortAsync(Cast.Ada, id, [.. choices.Select(choice => new ThemeChoice(choice.Question, all.FirstOrDefault(theme => theme.Name == choice.Theme)?.Id))]);
    }

    async Task<string> ThemeAsync(string name) => (await Themes.OfAsync(Cast.ByRequest)).Single(theme => theme.Name == name).Id;

    async Task<ArchiveView> ReadAsync(string id) => (await Archives.ReadAsync(Cast.Ada, id))!;
}
