using System.Text;
using CommunityHub.Communities;
using CommunityHub.Data.Demo;
using CommunityHub.Forums;
using CommunityHub.Hotseats;
using CommunityHub.Imports;
using CommunityHub.Imports.Communities;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Exports;

public sealed class CommunityRoundTripOnSqliteTests() : CommunityRoundTripTests(() => new SqliteTestDatabase());

/// From SQLite.
[OnPostgres]
public sealed class CommunityRoundTripToPostgresTests() : CommunityRoundTripTests(() => new PostgresTestDatabase());

/// A community goes into a file and comes out of it elsewhere with nothing lost.
public abstract class CommunityRoundTripTests(Func<TestDatabase> newDatabase) : IAsyncLifetime
{
    TestHub from = null!, to = null!;

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        from = await TestHub.EmptyAsync(new SqliteTestDatabase());
        await RichCommunity.MakeAsync(from);
        to = await TestHub.EmptyAsync(newDatabase());
        to.Clock.MoveTo(from.Now);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await from.DisposeAsync();
        await to.DisposeAsync();
    }

    Task<ImportReport> ImportAsync(ExportFile file, string? slug = null, bool isPreview = false) => to.Get<CommunityImport>().RunAsync(file.Path, slug, isPreview, cancel: Cancel);

    [Theory]
    [InlineData(RichCommunity.Slug)]
    [InlineData("housing-repairs")]
    public async Task What_was_exported_and_imported_is_exported_again_the_same(string slug)
    {
        using var one = await new ExportFile().WriteAsync(from, slug);
        await ImportAsync(one, "moved-in");
        using var two = await new ExportFile().WriteAsync(to, "moved-in");

        Assert.Equal(one.Compared().Split('\n'), two.Compared().Split('\n'));
        Assert.Equal(one.Entries().Keys.Order(StringComparer.Ordinal), two.Entries().Keys.Order(StringComparer.Ordinal));
        Assert.All(one.Entries().Where(entry => entry.Key.StartsWith("files/", StringComparison.Ordinal)), entry => Assert.Equal(entry.Value, two.Entries()[entry.Key]));
    }

    [Fact]
    public async Task Links_inside_lead_to_where_it_is_now_and_others_stay()
    {
        using var file = await new ExportFile().WriteAsync(from, RichCommunity.Slug);
        await ImportAsync(file, "moved-in");

        var (id, texts, welcome) = await to.LookAsync(async db => (
            await db.Discussions.Where(d => d.Title == "Who keeps a list?").Select(d => d.PublicId).SingleAsync(),
            await db.Posts.Where(p => p.Discussion.Title == "Who keeps a list?").OrderBy(p => p.Number).Select(p => p.Text).ToListAsync(),
            await db.Communities.Select(c => c.Settings.Welcome).SingleAsync()));
        var was = await from.LookAsync(db => db.Discussions.Where(d => d.Title == "Who keeps a list?").Select(d => d.PublicId).SingleAsync());
        Assert.Equal($"See [the page](/discussions/{id}#post-1), and the [people](/communities/moved-in/members).", texts[1]);
        Assert.Equal($"Welcome. Begin [here](/discussions/{id}).", welcome);
        var ada = await to.LookAsync(db => db.People.Where(p => p.Name == DemoCast.Ada).Select(p => p.PublicId).SingleAsync());
        Assert.Contains($"mention:{ada}", texts[0], StringComparison.Ordinal);
        Assert.EndsWith($"https://example.org/discussions/{was}", await to.LookAsync(db => db.PostRevisions.Where(r => r.Text.StartsWith("See")).Select(r => r.Text).SingleAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_comes_once_and_leaves_what_is_at_its_address_alone()
    {
        using var file = await new ExportFile().WriteAsync(from, RichCommunity.Slug);
        var preview = await ImportAsync(file, isPreview: true);
        Assert.Equal(0, await to.LookAsync(db => db.People.CountAsync(Cancel)));
        Assert.True(preview.Of("posts") > 5);

        await ImportAsync(file);
        var rows = await CountAsync();
        Assert.Contains(await AgainAsync(), line => line.Contains("already", StringComparison.Ordinal));
        Assert.Equal(rows, await CountAsync());
        using var other = await new ExportFile().WriteAsync(from, "housing-repairs");
        Assert.Contains("already", (await Assert.ThrowsAsync<RefusedException>(() => ImportAsync(other, RichCommunity.Slug))).Message, StringComparison.Ordinal);
        Assert.Contains("small letters", (await Assert.ThrowsAsync<RefusedException>(() => ImportAsync(other, "../Repairs"))).Message, StringComparison.Ordinal);
        Assert.Equal(rows, await CountAsync());

        async Task<IEnumerable<string>> AgainAsync() => (await ImportAsync(file)).Lines();
        Task<(int, int, int)> CountAsync() => to.LookAsync(async db => (await db.Communities.CountAsync(Cancel), await db.Posts.CountAsync(Cancel), await db.People.CountAsync(Cancel)));
    }

    [Fact]
    public async Task Whoever_has_an_account_is_found_by_its_address_and_others_can_be_given_what_was_theirs()
    {
        await to.Writes.EnrolAsync("bo@demo.test", "Bo, elsewhere");
        using var file = await new ExportFile().WriteAsync(from, RichCommunity.Slug, withAddresses: true);
        await ImportAsync(file);

        var (bo, community, gus, ada) = await to.LookAsync(async db => (
            await db.Users.Where(a => a.Email == "bo@demo.test").Select(a => a.PersonId).SingleAsync(), await db.Communities.Select(c => c.Id).SingleAsync(),
            await db.ImportedAuthors.SingleAsync(a => a.Name == DemoCast.Gus), await db.People.SingleAsync(p => p.Name == DemoCast.Ada)));
        Assert.True(await to.LookAsync(db => db.Posts.AnyAsync(p => p.PersonId == bo && p.RemovedWhy == "Not here.")));
        Assert.True(await to.LookAsync(db => db.Memberships.AnyAsync(m => m.PersonId == bo && m.CommunityId == community && m.Until == null)));
        Assert.Equal(PersonKind.Placeholder, ada.Kind);

        // Bo runs it from now on, and says that Gus is Gil.
        var gil = await to.Writes.EnrolAsync("gil@demo.test", "Gil");
        await to.Writes.DoAsync(work =>
        {
            work.Db.Add(Role.Give(community, bo, isLead: false, work.Now.AddDays(-1)));
            work.Db.Add(Membership.Begin(community, gil.PersonId!.Value, work.Now.AddDays(-1)));
            return Task.CompletedTask;
        }, Cancel);
        var key = await to.LookAsync(db => db.People.Where(p => p.Id == gil.PersonId).Select(p => p.PublicId).SingleAsync());
        await to.Get<ImportedAuthors>().GiveAsync(Actor.Of(bo), community, gus.PublicId, key);
        Assert.False(await to.LookAsync(db => db.Posts.AnyAsync(p => p.PersonId == gus.PersonId)));
        Assert.False(await to.LookAsync(db => db.Memberships.AnyAsync(m => m.PersonId == gus.PersonId && m.Until == null)));
        var view = await to.Get<DiscussionReading>().ReadAsync(gil, await to.LookAsync(db => db.Discussions.Where(d => d.Title == "Who keeps a list?").Select(d => d.PublicId).SingleAsync()), 1, Cancel);
        Assert.Equal(("Gil", null), (view!.Posts[1].By, view.Posts[1].Origin));
    }

    [Fact]
    public async Task As_many_want_a_question_as_before_and_nobody_knows_who()
    {
        using var file = await new ExportFile().WriteAsync(from, RichCommunity.Slug);
        await ImportAsync(file);
        var before = await WantedAsync(from);
        Assert.Equal(before, await WantedAsync(to));
        Assert.Equal((3, 2, 4), before); // Ned, Gus and Cy; Bo and Cy
        Assert.All(await to.LookAsync(db => db.Votes.Where(v => v.Question.Text.StartsWith("May I")).Join(db.People, v => v.PersonId, p => p.Id, (v, p) => p.Kind).ToListAsync(Cancel)), kind => Assert.Equal(PersonKind.Erased, kind));

        static Task<(int, int, int)> WantedAsync(TestHub hub) => hub.LookAsync(async db => (
            await db.Votes.CountAsync(v => v.Question.Text.StartsWith("May I")), await db.Votes.CountAsync(v => v.Question.Text.StartsWith("Do you keep")),
            await db.Votes.Where(v => v.Question.Text.StartsWith("May I") || v.Question.Text.StartsWith("Do you keep")).Select(v => v.PersonId).Distinct().CountAsync()));
    }
}
