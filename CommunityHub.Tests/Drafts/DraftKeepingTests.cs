using CommunityHub.Drafts;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Drafts;

public sealed class DraftKeepingOnSqliteTests() : DraftKeepingTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class DraftKeepingOnPostgresTests() : DraftKeepingTests(new PostgresTestDatabase());

public abstract class DraftKeepingTests(TestDatabase database) : IAsyncLifetime
{
    const string Place = "ask/bcdfghjkmnpq";

    TestHub hub = null!;

    public async ValueTask InitializeAsync() => hub = await TestHub.OnAsync(database);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await hub.DisposeAsync();
    }

    [Fact]
    public async Task A_draft_is_read_back_as_it_was_typed_and_by_nobody_else()
    {
        var typed = "  Wie geht's?\n\n\tZwei Zeilen 👩‍👩‍👧 e\u0301 ";

        var kept = await KeepAsync(hub.Cast.Bo, typed, 0);

        Assert.True(kept.IsKept);
        Assert.Equal(typed, (await ReadAsync(hub.Cast.Bo)).Text);
        Assert.Equal(DraftCard.None, await ReadAsync(hub.Cast.Ada));
    }

    [Fact]
    public async Task What_another_device_wrote_meanwhile_is_given_back_and_not_overwritten()
    {
        var first = await KeepAsync(hub.Cast.Bo, "Can someone", 0);
        await KeepAsync(hub.Cast.Bo, "Can someone pay their sister", first.Draft.Version);

        var late = await KeepAsync(hub.Cast.Bo, "Can someone else", first.Draft.Version);

        Assert.False(late.IsKept);
        Assert.Equal("Can someone pay their sister", late.Draft.Text);
        Assert.Equal("Can someone pay their sister", (await ReadAsync(hub.Cast.Bo)).Text);
        Assert.True((await KeepAsync(hub.Cast.Bo, "Can someone else", late.Draft.Version)).IsKept);
    }

    [Fact]
    public async Task The_same_text_again_is_no_quarrel()
    {
        var first = await KeepAsync(hub.Cast.Bo, "Hello", 0);

        var again = await KeepAsync(hub.Cast.Bo, "Hello", 0);

        Assert.Equal(first, again);
    }

    [Fact]
    public async Task A_draft_begun_after_one_was_sent_never_bears_a_number_of_the_old_one()
    {
        var old = await KeepAsync(hub.Cast.Bo, "The old one", 0);
        await hub.Get<DraftKeeping>().ForgetAsync(hub.Cast.Bo, Place);
        hub.Clock.Pass(TimeSpan.FromSeconds(3));
        await KeepAsync(hub.Cast.Bo, "A new one", 0);

        Assert.False((await KeepAsync(hub.Cast.Bo, "The old one, typed on", old.Draft.Version)).IsKept);
    }

    [Fact]
    public async Task An_emptied_box_leaves_no_draft()
    {
        var kept = await KeepAsync(hub.Cast.Bo, "Hello", 0);

        Assert.True((await KeepAsync(hub.Cast.Bo, "", kept.Draft.Version)).IsKept);

        Assert.Equal(0, await hub.LookAsync(db => db.Drafts.CountAsync()));
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("una")]
    public async Task Only_somebody_signed_in_and_confirmed_has_drafts(string who)
    {
        await Assert.ThrowsAsync<RefusedException>(() => KeepAsync(hub.Cast.Named(who), "Hello", 0));
        await Assert.ThrowsAsync<RefusedException>(() => ReadAsync(hub.Cast.Named(who)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ask/../../x y")]
    [InlineData("ask/äöü")]
    public async Task A_place_that_is_none_is_refused(string? place) =>
        await Assert.ThrowsAsync<RefusedException>(() => hub.Get<DraftKeeping>().KeepAsync(hub.Cast.Bo, place, "Hello", 0, TestContext.Current.CancellationToken));

    [Fact]
    public async Task A_text_of_100_kilobytes_is_kept_and_one_byte_more_is_refused()
    {
        Assert.True((await KeepAsync(hub.Cast.Bo, new string('é', DraftKeeping.LongestText / 2), 0)).IsKept);
        await Assert.ThrowsAsync<RefusedException>(() => KeepAsync(hub.Cast.Ada, new string('é', DraftKeeping.LongestText / 2) + "e", 0));
    }

    [Fact]
    public async Task Signs_no_database_can_hold_do_not_stand_in_the_way_of_the_rest()
    {
        await KeepAsync(hub.Cast.Bo, "a\0b\ud800c", 0);

        Assert.Equal("ab\ufffdc", (await ReadAsync(hub.Cast.Bo)).Text);
    }

    [Fact]
    public async Task Of_more_than_200_the_one_that_rested_longest_goes()
    {
        var keeping = hub.Get<DraftKeeping>();
        for (var i = 0; i <= DraftKeeping.MostDrafts; i++)
        {
            hub.Clock.Pass(TimeSpan.FromSeconds(1));
            await keeping.KeepAsync(hub.Cast.Bo, $"answer/{i}", "Hello", 0, TestContext.Current.CancellationToken);
        }

        Assert.Equal(DraftKeeping.MostDrafts, await hub.LookAsync(db => db.Drafts.CountAsync()));
        Assert.Equal("", (await keeping.ReadAsync(hub.Cast.Bo, "answer/0", TestContext.Current.CancellationToken)).Text);
        Assert.Equal("Hello", (await keeping.ReadAsync(hub.Cast.Bo, "answer/1", TestContext.Current.CancellationToken)).Text);
    }

    [Fact]
    public async Task A_browser_is_told_whose_texts_it_keeps()
    {
        var keeping = hub.Get<DraftKeeping>();

        Assert.Null(await keeping.OwnerAsync(Actor.Visitor, TestContext.Current.CancellationToken));
        Assert.Equal(
            await hub.LookAsync(db => db.People.Where(p => p.Name == "Bo Lindqvist").Select(p => p.PublicId).SingleAsync()),
            await keeping.OwnerAsync(hub.Cast.Bo, TestContext.Current.CancellationToken));
    }

    Task<Keeping> KeepAsync(Actor actor, string text, long version) =>
        hub.Get<DraftKeeping>().KeepAsync(actor, Place, text, version, TestContext.Current.CancellationToken);

    Task<DraftCard> ReadAsync(Actor actor) => hub.Get<DraftKeeping>().ReadAsync(actor, Place, TestContext.Current.CancellationToken);
}
