using System.Net;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Hotseats;

/// What a personal link opens, address by address: one desk, its rehearsal, and what is theirs to follow up.
public sealed class GuestDeskTests(TestSite site) : IClassFixture<TestSite>
{
    Town Town { get { site.StartServer(); return new Town(site.Services); } }

    [Fact]
    public async Task A_link_leads_to_the_desk_of_its_own_rehearsal_and_to_no_other_address_of_it()
    {
        var town = Town;
        var (ada, id) = (await town.FindAsync("ada"), await town.HotseatAsync(HotseatState.Collecting));
        using var ama = await GuestAsync(town, id);
        using var ben = await GuestAsync(town, await town.HotseatAsync(HotseatState.Collecting));
        var rehearsal = await Get<Rehearsals>().StartAsync(ada, id);

        Assert.Contains($"hotseats/{rehearsal}/desk", await ama.ReadAsync($"/hotseats/{id}/desk"), StringComparison.Ordinal);
        Assert.Contains("This is a rehearsal.", await ama.ReadAsync($"/hotseats/{rehearsal}/desk"), StringComparison.Ordinal);
        foreach (var part in new[] { "", "/console", "/text", "/export.csv", "/panel" }) Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(ama, $"/hotseats/{rehearsal}{part}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(ben, $"/hotseats/{rehearsal}/desk"));

        await Get<Rehearsals>().EndAsync(ada, rehearsal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(ama, $"/hotseats/{rehearsal}/desk"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(ama, $"/hotseats/{id}/desk"));
    }

    [Fact]
    public async Task What_is_theirs_to_follow_up_stands_on_the_desk_and_is_closed_there_by_a_plain_form()
    {
        var town = Town;
        var (ada, id) = (await town.FindAsync("ada"), await town.HotseatAsync(HotseatState.Live));
        var (mine, adas) = (await town.AskAsync("bo", id, "Left open?"), await town.AskAsync("bo", id, "Whose?"));
        using var ama = await GuestAsync(town, id);
        await town.Sessions.WrapUpAsync(ada, id);
        var seat = (await Get<HotseatPanel>().ListAsync(ada, id, TestContext.Current.CancellationToken))!.Single(one => one.IsByLink).PersonId;
        await Get<FollowUps>().GiveAsync(ada, id, [new FollowUpChoice(mine, seat, DateTime.UtcNow.AddDays(7))]);
        await town.Sessions.ArchiveAsync(ada, id);

        var desk = await ama.ReadAsync($"/hotseats/{id}/desk");
        Assert.Contains("Left open?", desk, StringComparison.Ordinal);
        Assert.DoesNotContain("Whose?", desk, StringComparison.Ordinal);
        var page = $"/hotseats/{id}/desk/follow-ups/{await town.FollowUpOfAsync(mine)}";
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(ama, $"/hotseats/{id}/desk/follow-ups/{await town.FollowUpOfAsync(adas)}"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(ama, $"/hotseats/{id}/follow-ups/{await town.FollowUpOfAsync(mine)}"));

        using var closed = await ama.PostAsync(page, "close", ("text", "Here it is."), ("as", "answer"));
        Assert.Equal(HttpStatusCode.Found, closed.StatusCode);
        Assert.Contains("It is closed.", await ama.ReadAsync($"/hotseats/{id}/desk?done=closed"), StringComparison.Ordinal);
        Assert.Equal("Here it is.", (await town.ReadAsync(id)).Room.Find(mine)!.Answer!.Text);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(ama, page));
    }

    T Get<T>() where T : notnull => site.Services.GetRequiredService<T>();

    async Task<HttpVisitor> GuestAsync(Town town, string id)
    {
        var key = await Get<HotseatPanel>().InviteAsync(await town.FindAsync("ada"), id, "Ama Serwaa", $"{Guid.NewGuid():N}@guests.test", null);
        var guest = new HttpVisitor(site);
        (await guest.PostAsync($"/guest?key={key}", "guest", ("name", "Ama Serwaa"))).Dispose();
        return guest;
    }

    static async Task<HttpStatusCode> StatusAsync(HttpVisitor who, string address)
    {
        using var answer = await who.GetAsync(address);
        return answer.StatusCode;
    }
}
