using System.Net;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Hotseats;

/// Reading at one's own pace, and what stands on the wall.
public sealed class CatchUpTests(TestSite site) : IClassFixture<TestSite>
{
    HotseatRooms Rooms => site.Services.GetRequiredService<HotseatRooms>();

    Town Town { get { site.StartServer(); return new Town(site.Services); } }

    [Fact]
    public async Task A_late_comer_reads_what_was_answered_first_then_next_and_the_place_is_kept_on_every_device()
    {
        var (id, answers) = await AnsweredAsync(3);
        using var phone = await SignedInAsync("bo");
        using var laptop = await SignedInAsync("bo");

        Assert.Contains("3 questions have been answered so far.", await phone.ReadAsync($"/hotseats/{id}"), StringComparison.Ordinal);
        Assert.Contains("3 questions behind.", await phone.ReadAsync($"/hotseats/{id}/catch-up"), StringComparison.Ordinal);
        Assert.Contains($"a-{answers[0]}", await phone.ReadAsync($"/hotseats/{id}/catch-up"), StringComparison.Ordinal);

        using var next = await phone.PostAsync($"/hotseats/{id}/catch-up", "pass", ("act", "next"));
        Assert.Equal(HttpStatusCode.Found, next.StatusCode);

        var page = await laptop.ReadAsync($"/hotseats/{id}/catch-up");
        Assert.Contains("2 questions behind.", page, StringComparison.Ordinal);
        Assert.Contains($"a-{answers[1]}", page, StringComparison.Ordinal);
        Assert.Contains("2 questions behind.", await laptop.ReadAsync($"/hotseats/{id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_skipped_is_kept_for_later_and_what_comes_meanwhile_waits_at_the_end()
    {
        var (id, answers) = await AnsweredAsync(2);
        using var bo = await SignedInAsync("bo");

        using var skipped = await bo.PostAsync($"/hotseats/{id}/catch-up", "pass", ("act", "skip"));
        using var read = await bo.PostAsync($"/hotseats/{id}/catch-up", "pass", ("act", "next"));
        var end = await bo.ReadAsync($"/hotseats/{id}/catch-up");
        Assert.Contains("You have read all of it.", end, StringComparison.Ordinal);
        Assert.Contains($"hotseats/{id}#a-{answers[0]}", end, StringComparison.Ordinal);

        await Town.Questions.AnswerAsync(await Town.FindAsync("gus"), await Town.AskAsync("cy", id, "And in winter?"), "Slower.");
        Assert.Contains("One question behind.", await bo.ReadAsync($"/hotseats/{id}/catch-up"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_press_sent_twice_or_from_a_page_that_is_behind_loses_nothing()
    {
        var (id, answers) = await AnsweredAsync(3);
        var (bo, catchUps) = (await Town.FindAsync("bo"), site.Services.GetRequiredService<CatchUps>());

        await catchUps.PassAsync(bo, id, answers[1], isSkipped: false);
        await catchUps.PassAsync(bo, id, answers[0], isSkipped: false);

        var lane = await catchUps.ReadAsync(bo, (await Rooms.ReadAsync(bo, id, TestContext.Current.CancellationToken))!, cancel: TestContext.Current.CancellationToken);
        Assert.Equal((answers[2], 1), (lane.Next!.Answer!.Id, lane.Behind));
    }

    [Fact]
    public async Task An_answer_of_another_hotseat_moves_nobody()
    {
        var (id, _) = await AnsweredAsync(1);
        var (_, others) = await AnsweredAsync(1);
        var bo = await Town.FindAsync("bo");

        await Assert.ThrowsAsync<RefusedException>(() => site.Services.GetRequiredService<CatchUps>().PassAsync(bo, id, others[0], isSkipped: false));
    }

    [Fact]
    public async Task A_visitor_of_an_open_community_reads_on_by_links()
    {
        var (id, answers) = await AnsweredAsync(2, Town.Open);
        using var visitor = new HttpVisitor(site);

        var first = await visitor.ReadAsync($"/hotseats/{id}/catch-up");
        Assert.Contains($"catch-up?after={answers[0]}", first, StringComparison.Ordinal);
        Assert.Contains($"a-{answers[1]}", await visitor.ReadAsync($"/hotseats/{id}/catch-up?after={answers[0]}"), StringComparison.Ordinal);
        Assert.Contains("You have read all of it.", await visitor.ReadAsync($"/hotseats/{id}/catch-up?after={answers[1]}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitors_place_is_kept_in_their_browser_and_never_goes_back()
    {
        var (id, answers) = await AnsweredAsync(3, Town.Open);
        using var visitor = new HttpVisitor(site);
        Assert.Contains("3 questions have been answered so far.", await visitor.ReadAsync($"/hotseats/{id}"), StringComparison.Ordinal);
        using (var second = await visitor.GetAsync($"/hotseats/{id}/catch-up?after={answers[1]}"))
        {
            Assert.Contains(second.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("place=", StringComparison.Ordinal) && cookie.Contains($"path=/hotseats/{id};", StringComparison.Ordinal) && cookie.Contains("httponly", StringComparison.Ordinal));
        }

        // The line was cut, or the page was closed: the lane goes on where it was, and the room says how much is left.
        Assert.Contains($"a-{answers[2]}", await visitor.ReadAsync($"/hotseats/{id}/catch-up"), StringComparison.Ordinal);
        Assert.Contains("One question behind.", await visitor.ReadAsync($"/hotseats/{id}"), StringComparison.Ordinal);
        await visitor.ReadAsync($"/hotseats/{id}/catch-up?after={answers[0]}"); // turns back a page
        Assert.Contains($"a-{answers[2]}", await visitor.ReadAsync($"/hotseats/{id}/catch-up"), StringComparison.Ordinal);

        using var other = new HttpVisitor(site);
        Assert.Contains($"a-{answers[0]}", await other.ReadAsync($"/hotseats/{id}/catch-up"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_short_address_leads_to_the_hotseat_whom_its_door_lets_in()
    {
        var id = await Town.HotseatAsync(HotseatState.Live);
        using var bo = await SignedInAsync("bo");
        using var visitor = new HttpVisitor(site);

        using var member = await bo.GetAsync($"/h/{id[..6].ToUpperInvariant()}");
        using var stranger = await visitor.GetAsync($"/h/{id[..6]}");
        using var nothing = await visitor.GetAsync("/h/zzzzzz");

        Assert.Equal($"/hotseats/{id}", member.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
        Assert.Equal(await Words(nothing, "zzzzzz"), await Words(stranger, id[..6]));

        static async Task<string> Words(HttpResponseMessage answer, string code) =>
            System.Text.RegularExpressions.Regex.Replace((await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Replace(code, "CODE", StringComparison.Ordinal), "CfDJ8[^\"-]*(-[^\"-]+)*", "");
    }

    [Fact]
    public async Task The_projector_shows_what_is_answered_now_and_next_and_how_to_come()
    {
        var id = await Town.HotseatAsync(HotseatState.Live, Town.Open);
        var (ada, now) = (await Town.FindAsync("ada"), await Town.AskAsync("bo", id, "How wide is a ramp?"));
        await Town.AskAsync("cy", id, "How steep may it be?");
        await Town.Questions.AnswerNowAsync(ada, now);
        using var wall = new HttpVisitor(site);

        var page = await wall.ReadAsync($"/hotseats/{id}/projector");

        Assert.Contains("Gus is answering", page, StringComparison.Ordinal);
        Assert.Contains("How wide is a ramp?", page, StringComparison.Ordinal);
        Assert.Contains("How steep may it be?", page, StringComparison.Ordinal);
        Assert.Contains($"/h/{id[..6]}", page, StringComparison.Ordinal);
        Assert.Contains("class=\"qr\"", page, StringComparison.Ordinal);
    }

    async Task<(string Id, string[] Answers)> AnsweredAsync(int count, string community = Town.Closed)
    {
        var id = await Town.HotseatAsync(HotseatState.Live, community);
        var gus = await Town.FindAsync("gus");
        for (var i = 0; i < count; i++) await Town.Questions.AnswerAsync(gus, await Town.AskAsync("cy", id, $"Question {i}?"), $"Answer {i}.");
        var room = (await Rooms.ReadAsync(gus, id, TestContext.Current.CancellationToken))!.Room;
        return (id, [.. room.Answered.Reverse().Select(row => row.Answer!.Id)]);
    }

    async Task<HttpVisitor> SignedInAsync(string name)
    {
        var visitor = new HttpVisitor(site);
        await visitor.SignInAsync($"{name}@demo.test");
        return visitor;
    }
}
