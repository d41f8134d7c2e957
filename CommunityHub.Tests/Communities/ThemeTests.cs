using CommunityHub.Communities;
using CommunityHub.Tests.Hotseats;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Communities;

public sealed class ThemeOnSqliteTests() : ThemeTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class ThemeOnPostgresTests() : ThemeTests(new PostgresTestDatabase());

/// Facilitators keep the themes of their community.
public abstract class ThemeTests(TestDatabase database) : HotseatTest(database)
{
    CommunityThemes Themes => Hub.Get<CommunityThemes>();

    [Fact]
    public async Task Facilitators_add_rename_order_and_retire_themes()
    {
        foreach (var name in new[] { "Money", "Getting started", "Reviews" }) await Themes.AddAsync(Cast.Ada, Cast.ByRequest, name);
        await Themes.MoveAsync(Cast.Ada, Cast.ByRequest, await IdAsync("Getting started"), -1);
        await Themes.MoveAsync(Cast.Ada, Cast.ByRequest, await IdAsync("Getting started"), -1); // it is the first already
        await Themes.RenameAsync(Cast.Ada, Cast.ByRequest, await IdAsync("Money"), "Money and checks");
        await Themes.RetireAsync(Cast.Ada, Cast.ByRequest, await IdAsync("Reviews"));

        Assert.Equal([("Getting started", false), ("Money and checks", false), ("Reviews", true)], (await Themes.OfAsync(Cast.ByRequest)).Select(theme => (theme.Name, theme.IsRetired)));
        await Themes.BringBackAsync(Cast.Ada, Cast.ByRequest, await IdAsync("Reviews"));
        Assert.All(await Themes.OfAsync(Cast.ByRequest), theme => Assert.False(theme.IsRetired));
        Assert.Empty(await Themes.OfAsync(Cast.Open));
    }

    [Fact]
    public async Task Two_themes_of_a_community_never_look_the_same()
    {
        await Themes.AddAsync(Cast.Ada, Cast.ByRequest, "Money");
        await Themes.AddAsync(Cast.Ada, Cast.ByRequest, "Reviews");
        Assert.Equal("There is a theme “Money” already.", await RefusedAsync(() => Themes.AddAsync(Cast.Ada, Cast.ByRequest, " money ")));
        Assert.Equal("There is a theme “Money” already.", await RefusedAsync(async () => await Themes.RenameAsync(Cast.Ada, Cast.ByRequest, await IdAsync("Reviews"), "MONEY")));
        await Themes.RetireAsync(Cast.Ada, Cast.ByRequest, await IdAsync("Money"));
        Assert.Equal("There was a theme “Money”. You can bring it back.", await RefusedAsync(() => Themes.AddAsync(Cast.Ada, Cast.ByRequest, "Money")));
        await Themes.AddAsync(Cast.Ada, Cast.Open, "Money");
    }

    [Theory]
    [InlineData("", "Give the theme a name.")]
    [InlineData("\u200b ", "Give the theme a name.")]
    public async Task A_theme_needs_a_name(string typed, string words) => Assert.Equal(words, await RefusedAsync(() => Themes.AddAsync(Cast.Ada, Cast.ByRequest, typed)));

    [Fact]
    public async Task A_list_of_themes_stays_one_that_can_be_read()
    {
        for (var i = 0; i < Theme.Most; i++) await Themes.AddAsync(Cast.Ada, Cast.ByRequest, $"Theme {i}");
        Assert.Equal("A community has 30 themes at most. Retire one first.", await RefusedAsync(() => Themes.AddAsync(Cast.Ada, Cast.ByRequest, "One more")));
        await Themes.RetireAsync(Cast.Ada, Cast.ByRequest, await IdAsync("Theme 7"));
        await Themes.AddAsync(Cast.Ada, Cast.ByRequest, "One more");
        Assert.Equal("A community has 30 themes at most. Retire another one first.", await RefusedAsync(async () => await Themes.BringBackAsync(Cast.Ada, Cast.ByRequest, await IdAsync("Theme 7"))));
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
    public async Task Nobody_else_keeps_or_is_shown_them(string who)
    {
        await Themes.AddAsync(Cast.Ada, Cast.ByRequest, "Money");
        var (actor, id) = (Cast.Named(who), await IdAsync("Money"));
        Assert.Null(await Themes.ReadAsync(actor, Cast.ByRequest, TestContext.Current.CancellationToken));
        foreach (var act in new[]
        {
            () => Themes.AddAsync(actor, Cast.ByRequest, "Another"), () => Themes.RenameAsync(actor, Cast.ByRequest, id, "Another"),
            () => Themes.MoveAsync(actor, Cast.ByRequest, id, 1), () => Themes.RetireAsync(actor, Cast.ByRequest, id), () => Themes.BringBackAsync(actor, Cast.ByRequest, id),
        }) await RefusedAsync(act);
        Assert.Equal(["Money"], (await Themes.OfAsync(Cast.ByRequest)).Select(theme => theme.Name));
    }

    [Fact]
    public async Task A_theme_of_another_community_is_not_there()
    {
        await Themes.AddAsync(Cast.Ada, Cast.Open, "Money");
        var elsewhere = (await Themes.OfAsync(Cast.Open))[0].Id;
        Assert.Equal("There is no such theme here.", await RefusedAsync(() => Themes.RetireAsync(Cast.Ada, Cast.ByRequest, elsewhere)));
    }

    async Task<string> IdAsync(string name) => (await Themes.OfAsync(Cast.ByRequest)).Single(theme => theme.Name == name).Id;
}
