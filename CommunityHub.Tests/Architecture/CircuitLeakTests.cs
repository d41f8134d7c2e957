using CommunityHub.Communities;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Architecture;

/// E1, P8: what comes over a circuit and over /hubs/live while things change; H17.
public sealed class CircuitLeakTests(CanarySite fixture) : IClassFixture<CanarySite>
{
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// Each opens the rooms they may read; for those they may not, they come with a member's own islands, as if that page had been passed on.
    [Fact]
    public async Task Nobody_hears_of_what_is_not_for_them_while_everything_changes()
    {
        await fixture.ReadPubliclyAsync(true);
        var (circuits, lives) = (new List<(Onlooker Who, CommunityKind Kind, CircuitClient Circuit)>(), new List<(Onlooker Who, LiveClient Live)>());
        try
        {
            foreach (var who in fixture.Onlookers)
            {
                // A guest's link opens one desk, and no line to anything else.
                var live = who.IsGuest ? null : await LiveClient.OpenAsync(fixture.Site, who.Http);
                if (live is not null) lives.Add((who, live));
                else await Assert.ThrowsAsync<System.Net.WebSockets.WebSocketException>(() => LiveClient.OpenAsync(fixture.Site, who.Http));
                foreach (var (kind, place) in fixture.Places)
                {
                    var address = $"/hotseats/{place.Live}";
                    var passedOn = who.Reads(kind, true) ? null : await fixture.As("member").Http.ReadAsync(address);
                    circuits.Add((who, kind, await CircuitClient.OpenAsync(fixture.Site, who.Http, address, passedOn)));
                    if (live is not null) Assert.Equal(who.Reads(kind, true), (await live.AskAsync("Subscribe", "hotseat", place.Live)).Length > 0);
                }
            }

            foreach (var kind in new[] { CommunityKind.Private, CommunityKind.ByRequest, CommunityKind.Open }) await ChangeEverythingAsync(kind);
            var last = fixture.Say(CommunityKind.Open, "last announcement", Seen.Inside);
            await fixture.Get<HotseatSessions>().SayAsync(fixture.Actor("facilitator"), fixture.Places[CommunityKind.Open].Live, last);

            foreach (var (who, kind, circuit) in circuits.Where(one => one.Kind is CommunityKind.Open && one.Who.Reads(one.Kind, true)))
            {
                Assert.True(await circuit.ReceivesAsync(text => text.Contains(last, StringComparison.Ordinal), Soon), $"{who} never heard the last change.");
            }
            foreach (var (who, kind, circuit) in circuits.Where(one => one.Who.IsMember && one.Kind is not CommunityKind.Open)) // there the last one has taken its place
            {
                Assert.True(await circuit.ReceivesAsync(text => text.Contains(Heard(kind), StringComparison.Ordinal), Soon), $"{who} never heard the changes of the {kind} room.");
            }
            var leaks = circuits
                .SelectMany(one => fixture.Canaries.Where(canary => !one.Who.MaySee(canary, true, "/circuit") && one.Circuit.Received.Contains(canary.Word, StringComparison.OrdinalIgnoreCase))
                    .Select(canary => $"{one.Who,-13} circuit of the {one.Kind} room: received the {canary}, which is for {canary.Seen} {string.Join(", ", canary.Also)}"))
                .Concat(lives.SelectMany(one => fixture.Canaries.Where(canary => one.Live.Received.Contains(canary.Word, StringComparison.OrdinalIgnoreCase))
                    .Select(canary => $"{one.Who,-13} /hubs/live: received the {canary}, and it carries no data")))
                .ToList();
            Assert.True(leaks.Count == 0, string.Join('\n', leaks));
            foreach (var (who, live) in lives)
            {
                Assert.All(fixture.Places.Where(place => !who.Reads(place.Key, true)), place => Assert.DoesNotContain(place.Value.Live, live.Received, StringComparison.Ordinal));
            }
        }
        finally
        {
            foreach (var (_, _, circuit) in circuits) await circuit.DisposeAsync();
            foreach (var (_, live) in lives) await live.DisposeAsync();
        }
    }

    string Heard(CommunityKind kind) => fixture.Canaries.Last(canary => canary.Kind == kind && canary.Field is "later announcement").Word;

    async Task ChangeEverythingAsync(CommunityKind kind)
    {
        var (place, questions, sessions) = (fixture.Places[kind], fixture.Get<HotseatQuestions>(), fixture.Get<HotseatSessions>());
        var (member, facilitator) = (fixture.Actor("member"), fixture.Actor("facilitator"));
        await questions.AskAsync(member, place.Live, $"And {fixture.Say(kind, "later question", Seen.Inside)}?");
        var declined = await questions.AskAsync(member, place.Live, $"And {fixture.Say(kind, "later question, declined", Seen.Inside)}?");
        await questions.DeclineAsync(facilitator, declined, fixture.Say(kind, "later reason", Seen.Facilitators, "member"));
        await questions.VoteAsync(facilitator, place.Waiting, wanted: true);
        await questions.AnswerNowAsync(facilitator, place.Waiting);
        await sessions.SayAsync(facilitator, place.Live, fixture.Say(kind, "later announcement", Seen.Inside));
    }
}
