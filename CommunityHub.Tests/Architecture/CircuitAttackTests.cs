using System.Net.WebSockets;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Architecture;

/// E3: H1, H3, H4, H7, H8, H9, H10, H16. Whatever is sent, one's own circuit ends at worst, and the others live.
public sealed class CircuitAttackTests(CanarySite fixture) : IClassFixture<CanarySite>
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    string Room => $"/hotseats/{fixture.Places[CommunityKind.Open].Live}";

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://localhost")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_socket_opens_only_for_pages_of_this_site(string? origin)
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => CircuitClient.ConnectAsync(fixture.Site, fixture.As("member").Http, origin));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        refused = await Assert.ThrowsAsync<WebSocketException>(() => LiveClient.OpenAsync(fixture.Site, fixture.As("member").Http, origin is "" ? " " : origin));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "/_blazor/negotiate?negotiateVersion=1")]
    [InlineData("POST", "/_blazor/negotiate/?negotiateVersion=1")]
    [InlineData("GET", "/_blazor/?id=x")]
    [InlineData("GET", "/_blazor?id=x")]
    [InlineData("POST", "/hubs/live/negotiate?negotiateVersion=1")]
    [InlineData("GET", "/hubs/live")]
    [InlineData("POST", "/HUBS/live/")]
    public async Task There_is_no_other_way_in_than_a_socket(string verb, string address)
    {
        using var answer = await fixture.As("member").Http.SendAsync(new HttpRequestMessage(new HttpMethod(verb), address));
        Assert.Equal(426, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("registered")]
    public async Task Events_for_buttons_that_were_never_drawn_do_nothing(string name)
    {
        var rows = await fixture.RowsAsync();
        await using var witness = await CircuitClient.OpenAsync(fixture.Site, fixture.As("member").Http, Room);
        foreach (var kind in new[] { "click", "submit", "change", "keydown", "nonsense" })
        {
            await using var circuit = await CircuitClient.OpenAsync(fixture.Site, fixture.As(name).Http, Room);
            foreach (var handler in Enumerable.Range(-1, 40).Select(id => (long)id).Append(long.MaxValue)) await circuit.HappensAsync(handler, kind);
            AssertSaysNothing(circuit);
        }

        Assert.Equal(rows, await fixture.RowsAsync());
        Assert.False(witness.IsClosed);
    }

    [Fact]
    public async Task The_same_press_fifty_times_is_one_vote()
    {
        var (place, member) = (fixture.Places[CommunityKind.ByRequest], fixture.Actor("member"));
        await using var circuit = await CircuitClient.OpenAsync(fixture.Site, fixture.As("member").Http, $"/hotseats/{place.Live}");

        // Which number is the vote's differs from circuit to circuit: each button there is gets its fifty presses, until it was that one.
        for (var handler = 1; handler <= 80 && await VotesAsync() == 0; handler++)
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => circuit.HappensAsync(handler)));
        }

        Assert.Equal(1, await VotesAsync());
        foreach (var id in await VotedAsync()) await fixture.Get<CommunityHub.Hotseats.HotseatQuestions>().VoteAsync(member, id, wanted: false);

        async Task<List<string>> VotedAsync()
        {
            await using var db = await fixture.Get<IDbContextFactory<HubDb>>().CreateDbContextAsync();
            return await db.Votes.Where(v => v.PersonId == member.PersonId && v.Question.AnsweredAt == null && !db.QuestionAskers.Any(a => a.QuestionId == v.QuestionId && a.PersonId == v.PersonId)).Select(v => v.Question.PublicId).ToListAsync(TestContext.Current.CancellationToken);
        }

        async Task<int> VotesAsync()
        {
            await using var db = await fixture.Get<IDbContextFactory<HubDb>>().CreateDbContextAsync();
            return await db.Votes.CountAsync(v => v.PersonId == member.PersonId && v.Question.PublicId == place.Waiting);
        }
    }

    [Theory]
    [InlineData(128 * 1024 + 1)]
    [InlineData(10_000_000)]
    public async Task A_message_that_is_too_long_ends_only_the_circuit_it_came_on(int length)
    {
        await using var witness = await CircuitClient.OpenAsync(fixture.Site, fixture.As("member").Http, Room);
        await using var circuit = await CircuitClient.OpenAsync(fixture.Site, fixture.As("registered").Http, Room);

        await circuit.CallAsync("OnRenderCompleted", 1, new string('x', length));

        await circuit.Closed.WaitAsync(Soon, TestContext.Current.CancellationToken);
        AssertSaysNothing(circuit);
        Assert.False(witness.IsClosed);
        await witness.HappensAsync(0);
        Assert.False(witness.IsClosed);
    }

    [Fact]
    public async Task Nonsense_in_every_call_harms_nobody_else_and_is_answered_without_a_word_of_how()
    {
        await using var witness = await CircuitClient.OpenAsync(fixture.Site, fixture.As("member").Http, Room);
        object?[][] calls =
        [
            ["StartCircuit", "http://evil.example/", "javascript:alert(1)", "[{}]", "x"], ["StartCircuit", null, null, null, null], ["UpdateRootComponents", "{not json", "x"],
            ["UpdateRootComponents", """{"batchId":1,"operations":[{"type":"add","ssrComponentId":1,"marker":{"type":"server","sequence":0,"descriptor":"forged","prerenderId":null,"key":null}}]}""", ""],
            ["BeginInvokeDotNetFromJS", "1", "System.Private.CoreLib", "Exit", 0, "[1]"], ["BeginInvokeDotNetFromJS", "1", "CommunityHub.Web", "Main", 0, "[]"],
            ["BeginInvokeDotNetFromJS", "1", null, "Dispose", 1, "[]"], ["BeginInvokeDotNetFromJS", null, null, null, -1, new string('[', 5000)],
            ["EndInvokeJSFromDotNet", 99, true, "[99,true,{\"__dotNetObject\":1}]"], ["EndInvokeJSFromDotNet", 1, false, new string('e', 100_000)], ["ReceiveByteArray", -1, null],
            ["ReceiveJSDataChunk", 99, 0, null, "no"], ["OnRenderCompleted", long.MaxValue, "an error"], ["OnLocationChanged", "http://evil.example/", null, false], ["OnLocationChanging", 1, "\0", null, true], ["ConnectCircuit", "forged"], ["DisposeEverything"],
        ];
        foreach (var call in calls)
        {
            await using var circuit = await CircuitClient.OpenAsync(fixture.Site, fixture.As("registered").Http, Room);
            try { await circuit.InvokeAsync((string)call[0]!, call[1..]); }
            catch (InvalidOperationException) { } // closed
            AssertSaysNothing(circuit);
        }
        await using var raw = await CircuitClient.OpenAsync(fixture.Site, fixture.As("registered").Http, Room);
        await raw.SendRawAsync([0x05, 0xdd, 0xff, 0xff, 0xff, 0xff]); // an array of four thousand million
        await raw.Closed.WaitAsync(Soon, TestContext.Current.CancellationToken);

        Assert.False(witness.IsClosed);
        Assert.Equal(200, (await Crawler.AskAsync(fixture.As("member"), Room)).Status);
    }

    /// R12: a line that dropped, and meanwhile another tab of the same browser signed in as somebody else, or out.
    [Theory]
    [InlineData("registered")]
    [InlineData("anonymous")]
    [InlineData("facilitator")]
    public async Task Nobody_takes_up_the_circuit_of_somebody_else(string other)
    {
        var room = $"/hotseats/{fixture.Places[CommunityKind.ByRequest].Live}";
        var circuit = await CircuitClient.OpenAsync(fixture.Site, fixture.As("member").Http, room);
        var (id, renderer) = (circuit.CircuitId!, circuit.Renderer);
        await circuit.DropAsync();
        var rows = await fixture.RowsAsync();

        foreach (var call in new[] { "ConnectCircuit", "ResumeCircuit" })
        {
            await using var line = await ConnectAsync(other);
            Assert.NotEqual(true, await TakeUpAsync(line, call, id));

            // Whatever it tries then: it draws nothing of what happens in the room, and no button does anything.
            line.Renderer = renderer;
            line.Forget();
            var later = Canary.NewWord();
            await fixture.Get<CommunityHub.Hotseats.HotseatSessions>().SayAsync(fixture.Actor("facilitator"), fixture.Places[CommunityKind.ByRequest].Live, later);
            await using var witness = await CircuitClient.OpenAsync(fixture.Site, fixture.As("member").Http, room);
            Assert.Contains(later, witness.Received, StringComparison.Ordinal);
            rows = await fixture.RowsAsync();
            for (var handler = 1; handler <= 40 && !line.IsClosed; handler++) await line.HappensAsync(handler);
            Assert.Equal(rows, await fixture.RowsAsync());
            Assert.DoesNotContain(later, line.Received, StringComparison.Ordinal);
        }

        await using var own = await ConnectAsync("member");
        Assert.Equal(true, await own.InvokeAsync("ConnectCircuit", id));
    }

    [Fact]
    public async Task A_circuit_is_not_taken_up_by_its_own_person_in_another_sign_in()
    {
        var circuit = await CircuitClient.OpenAsync(fixture.Site, fixture.As("member").Http, Room);
        var id = circuit.CircuitId!;
        await circuit.DropAsync();
        using var again = new HttpVisitor(fixture.Site);
        await again.SignInAsync("member@canary.test");

        await using var line = await CircuitClient.ConnectAsync(fixture.Site, again, fixture.Site.Address.GetLeftPart(UriPartial.Authority));

        Assert.Equal(false, await line.InvokeAsync("ConnectCircuit", id));
    }

    /// L12. A line that dropped does not count: who has a poor one loads the page again.
    [Fact]
    public async Task A_person_holds_ten_circuits_open_and_no_more()
    {
        var open = new List<CircuitClient>();
        await fixture.Site.EnrolAsync("ten@canary.test");
        using var http = new HttpVisitor(fixture.Site);
        await http.SignInAsync("ten@canary.test");
        for (var i = 0; i < 15; i++)
        {
            if (i == 10) await FreeAsync(open[..5]);
            open.Add(await CircuitClient.OpenAsync(fixture.Site, http, Room));
            Assert.NotNull(open[^1].CircuitId);
        }

        var one = await CircuitClient.OpenAsync(fixture.Site, http, Room);
        Assert.Null(one.CircuitId);
        Assert.Contains("Too many pages are open at once.", string.Join(' ', one.Faults), StringComparison.Ordinal);
        // Nor is one that dropped taken up again beside ten others.
        await using var line = await CircuitClient.ConnectAsync(fixture.Site, http, fixture.Site.Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(false, await line.InvokeAsync("ConnectCircuit", open[0].CircuitId));
        await using var somebodyElse = await CircuitClient.OpenAsync(fixture.Site, fixture.As("member").Http, Room);
        Assert.NotNull(somebodyElse.CircuitId);
        foreach (var circuit in open.Append(one)) await circuit.DisposeAsync();
    }

    // The server hears a little later that a line has gone.
    async Task FreeAsync(IReadOnlyCollection<CircuitClient> circuits)
    {
        var guard = fixture.Get<CommunityHub.Web.Accounts.CircuitGuard>();
        var open = guard.Open;
        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        foreach (var circuit in circuits) await circuit.DropAsync();
        while (guard.Open > open - circuits.Count && !enough.IsCancellationRequested) await Task.Delay(10, TestContext.Current.CancellationToken);
    }

    Task<CircuitClient> ConnectAsync(string name) =>
        CircuitClient.ConnectAsync(fixture.Site, fixture.As(name).Http, fixture.Site.Address.GetLeftPart(UriPartial.Authority));

    async Task<object?> TakeUpAsync(CircuitClient line, string call, string id) => call is "ConnectCircuit"
        ? await line.InvokeAsync(call, id)
        : await line.InvokeAsync(call, id, fixture.Site.Address.ToString(), new Uri(fixture.Site.Address, Room).ToString(), "[]", "") is string;

    [Fact]
    public async Task A_listener_of_the_live_hub_is_held_to_twenty_and_to_what_there_is()
    {
        var place = fixture.Places[CommunityKind.Open];
        await using var live = await LiveClient.OpenAsync(fixture.Site, fixture.As("registered").Http);
        foreach (var (kind, id) in new (string?, string?)[]
        {
            ("hotseat", PublicId.New()), ("hotseat", fixture.Places[CommunityKind.Private].Live), ("hotseat", place.Draft), ("community-rights", place.Live), ("person-rights", "1"), ("hotseat", "1"),
            ("hotseat", null), (null, place.Live), ("", ""), ("hotseat", new string('x', 2000)), ("HOTSEAT", place.Live),
        })
        {
            Assert.Equal("", await live.AskAsync("Subscribe", kind, id));
        }
        Assert.NotEmpty(await live.AskAsync("Subscribe", "hotseat", place.Live));
        Assert.NotEmpty(await live.AskAsync("Subscribe", "hotseat", place.Live));
        await live.AskAsync("Unsubscribe", "hotseat", place.Live);
        Assert.Contains("does not exist", await live.AskAsync("OnDisconnectedAsync"), StringComparison.Ordinal);

        var answers = new List<string>();
        foreach (var kind in new[] { "hotseat", "hotseat-votes", "hotseat-presence" })
        {
            foreach (var hotseat in place.Hotseats.Except([place.Draft])) answers.Add(await live.AskAsync("Subscribe", kind, hotseat));
        }
        Assert.Equal(12, answers.Count(answer => long.TryParse(answer, out _)));
    }

    // No exception, no path, no stack: what went wrong is for the log.
    static void AssertSaysNothing(CircuitClient circuit)
    {
        foreach (var word in new[] { "   at ", "Exception:", ".cs:line", "CommunityHub.Web.", "/home/", "Microsoft.AspNetCore." })
        {
            // SignalR puts its name before what is meant to be read.
            const string none = "HubException: ";
            Assert.DoesNotContain(word, string.Join('\n', circuit.Faults).Replace(none, "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain(word, circuit.Received.Replace(none, "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }
}
