using System.Net;
using CommunityHub.Accounts;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Servers;

/// The whole site, twice, on one PostgreSQL with the demo world: what a browser meets behind a proxy that deals out its requests.
[OnPostgres]
public sealed class TwoSitesTests : IAsyncLifetime
{
    const string Care = "Adult Social Care";

    readonly PostgresTestDatabase database = new() { HasDemo = true };
    TestSite here = null!, there = null!;

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        (here, there) = (new TestSite { Postgres = database }, new TestSite { Postgres = database });
        foreach (var site in new[] { here, there })
        {
            site.StartServer();
            site.Services.GetRequiredService<Limits>().AreOff = true;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (here is not null) await here.DisposeAsync();
        if (there is not null) await there.DisposeAsync();
        await database.DisposeAsync();
    }

    /// F18: cookies and forms of one are good on the other.
    [Fact]
    public async Task Who_signs_in_on_one_asks_on_the_other_and_reads_it_on_both()
    {
        using var bo = new HttpVisitor(here);
        await bo.SignInAsync("bo@demo.test");
        using var same = new HttpVisitor(there);
        same.TakeCookies(bo);
        var room = await RoomAsync();
        Assert.Equal(HttpStatusCode.OK, (await same.GetAsync(room)).StatusCode);

        // The page of one, the form's answer of the other.
        var form = PostedForm.AllOf(await bo.ReadAsync(room), room).First(one => one.Name == "ask");
        using var sent = await same.PostAsync(form, "text", "Does it matter which server hears me?");

        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        // The lists of the pages are cut short; what they are made of is not.
        var me = Actor.Of(await LookAsync(db => db.Users.Where(u => u.Email == "bo@demo.test").Select(u => u.PersonId).SingleAsync()));
        foreach (var site in new[] { there, here })
        {
            await Patience.UntilAsync(
                async () => (await site.Services.GetRequiredService<HotseatRooms>().ReadAsync(me, room["/hotseats/".Length..]))!.Room.Waiting.Any(row => row.Text == "Does it matter which server hears me?"),
                "it is read on both");
        }
    }

    [Theory]
    [InlineData("suspended")]
    [InlineData("signed out")]
    public async Task A_page_that_is_open_on_one_is_empty_within_five_seconds_of_what_happens_on_the_other(string how)
    {
        using var bo = new HttpVisitor(here);
        await bo.SignInAsync("bo@demo.test");
        await using var page = await CircuitClient.OpenAsync(here, bo, await RoomAsync());
        page.Forget();

        var person = await LookAsync(db => db.Users.Where(u => u.Email == "bo@demo.test").Select(u => u.Person).SingleAsync());
        if (how is "suspended")
        {
            var (ada, care) = await LookAsync(async db => (await db.Users.Where(u => u.Email == "ada@demo.test").Select(u => u.PersonId).SingleAsync(), await db.Communities.Where(c => c.Name == Care).Select(c => c.Id).SingleAsync()));
            await there.Services.GetRequiredService<Suspensions>().FromCommunityAsync(Actor.Of(ada), care, person.PublicId, "Unkind words.", DateTime.UtcNow.AddDays(3));
        }
        else
        {
            var elsewhere = await there.Services.GetRequiredService<SignIns>().WithPasswordAsync("bo@demo.test", Support.Accounts.Password, "A laptop", "somewhere");
            await there.Services.GetRequiredService<SignIns>().EndAllOthersAsync(elsewhere.Actor);
        }

        Assert.True(await page.ReceivesAsync(all => all.Contains("You cannot read this page any more", StringComparison.Ordinal), TimeSpan.FromSeconds(5)), "The page is not empty.");
    }

    [Fact]
    public async Task Who_is_in_the_room_is_counted_over_both()
    {
        using var bo = new HttpVisitor(here);
        await bo.SignInAsync("bo@demo.test");
        using var gus = new HttpVisitor(there);
        await gus.SignInAsync("gus@demo.test");
        var room = await RoomAsync();
        var id = await LookAsync(db => db.Hotseats.Where(h => h.PublicId == room.Substring("/hotseats/".Length)).Select(h => h.Id).SingleAsync());

        await using var one = await CircuitClient.OpenAsync(here, bo, room);
        await using var other = await CircuitClient.OpenAsync(there, gus, room);

        foreach (var site in new[] { here, there })
        {
            await Patience.UntilAsync(() => site.Services.GetRequiredService<Presence>().CountHere(id) == 2, "two are here");
        }
    }

    /// L12.
    [Fact]
    public async Task Nobody_holds_an_eleventh_page_open_on_the_other()
    {
        var room = await RoomAsync();
        using var bo = new HttpVisitor(here);
        await bo.SignInAsync("bo@demo.test");
        using var same = new HttpVisitor(there);
        same.TakeCookies(bo);
        var open = new List<CircuitClient>();
        for (var i = 0; i < 10; i++) open.Add(await CircuitClient.OpenAsync(here, bo, room));
        var id = await LookAsync(db => db.Users.Where(u => u.Email == "bo@demo.test").Select(u => u.PersonId).SingleAsync());
        var known = there.Services.GetRequiredService<OpenPages>();
        await Patience.UntilAsync(() => known.CountElsewhere($"p{id}") == 10, "the other knows");

        await using var eleventh = await CircuitClient.OpenAsync(there, same, room);

        Assert.Null(eleventh.CircuitId);
        Assert.Contains("Too many pages are open at once.", string.Join(' ', eleventh.Faults), StringComparison.Ordinal);
        foreach (var circuit in open) await circuit.DisposeAsync();
    }

    [Fact]
    public async Task Both_say_that_they_are_ready_and_know_one_key()
    {
        using var one = new HttpVisitor(here);
        using var other = new HttpVisitor(there);

        Assert.Equal("Healthy", await one.ReadAsync("/readyz"));
        Assert.Equal("Healthy", await other.ReadAsync("/readyz"));
        Assert.Equal(1, await LookAsync(db => db.SealingKeys.CountAsync()));
    }

    async Task<string> RoomAsync() =>
        $"/hotseats/{await LookAsync(db => db.Hotseats.Where(h => h.Title == "Direct payments: what really works?").Select(h => h.PublicId).SingleAsync())}";

    async Task<T> LookAsync<T>(Func<HubDb, Task<T>> look)
    {
        await using var db = await here.Services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        return await look(db);
    }
}
