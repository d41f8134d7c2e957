using CommunityHub.Accounts;
using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using CommunityHub.Web.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Architecture;

/// E2: R1, R2, R3, R5, R6, R11, R20. The page is open, and within five seconds it is empty; the next act is refused.
public sealed class LostRightTests(CanarySite fixture) : IClassFixture<CanarySite>
{
    const string Gone = "You cannot read this page any more";

    static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    Actor Facilitator => fixture.Actor("facilitator");

    [Theory]
    [InlineData(CommunityKind.ByRequest)]
    [InlineData(CommunityKind.Private)]
    public async Task A_member_who_is_removed(CommunityKind kind)
    {
        var place = fixture.Places[kind];
        await LosesAsync(kind, "lena", async lena =>
            await fixture.Get<Memberships>().RemoveAsync(Facilitator, place.Id, await PublicIdAsync(lena), "It was time."));
    }

    [Theory]
    [InlineData(CommunityKind.Open)]
    [InlineData(CommunityKind.ByRequest)]
    [InlineData(CommunityKind.Private)]
    public async Task A_member_who_is_suspended(CommunityKind kind)
    {
        var place = fixture.Places[kind];
        await LosesAsync(kind, "mona", async mona =>
            await fixture.Get<Suspensions>().FromCommunityAsync(Facilitator, place.Id, await PublicIdAsync(mona), "Unkind words.", DateTime.UtcNow.AddDays(3)));
    }

    [Fact]
    public async Task A_member_who_is_suspended_from_the_site() => await LosesAsync(CommunityKind.Open, "nora", async nora =>
        await fixture.Get<Suspensions>().FromSiteAsync(fixture.Actor("administrator"), await PublicIdAsync(nora), "Unkind words.", DateTime.UtcNow.AddDays(3)));

    /// By the operations behind the buttons, from another device or another tab. A page that is only HTML, not live, goes at the next request.
    [Theory]
    [InlineData("all the others")]
    [InlineData("that one")]
    [InlineData("a new password")]
    [InlineData("signed out in another tab")]
    [InlineData("a second step that is turned on")]
    [InlineData("a passkey that is removed")]
    [InlineData("made an administrator")]
    public async Task Somebody_whose_sign_in_ends(string how)
    {
        var name = "olga-" + how.Replace(' ', '-');
        await LosesAsync(CommunityKind.Open, name, async (olga, http) =>
        {
            Assert.Equal(200, (int)(await http.GetAsync("/account")).StatusCode);
            var elsewhere = (await fixture.Get<SignIns>().WithPasswordAsync($"{name}-open@canary.test", Support.Accounts.Password, "A laptop", "somewhere")).Actor;
            switch (how)
            {
                case "all the others": await fixture.Get<SignIns>().EndAllOthersAsync(elsewhere); break;
                case "that one": await fixture.Get<SignIns>().EndOneAsync(elsewhere, (await fixture.Get<SignIns>().ListAsync(elsewhere)).Single(device => !device.IsThis).PublicId); break;
                case "a new password": await fixture.Get<OwnAccount>().ChangePasswordAsync(elsewhere, "seven quiet herons"); break;
                case "a second step that is turned on": await TurnOnAsync(elsewhere); break;
                case "a passkey that is removed": await AddAndRemoveAsync(elsewhere); break;
                case "made an administrator": await fixture.Get<PeopleRegister>().MakeAdministratorAsync(fixture.Actor("administrator"), await PublicIdAsync(olga)); break;
                default: (await http.PostAsync("/account", "account/logout")).Dispose(); break;
            }
            Assert.Equal(302, (int)(await http.GetAsync("/account")).StatusCode);
        });
    }

    [Theory]
    [InlineData(CommunityKind.ByRequest)]
    [InlineData(CommunityKind.Private)]
    public async Task An_outsider_whose_open_community_closes(CommunityKind closed)
    {
        var (place, administration) = (fixture.Places[CommunityKind.Open], fixture.Get<CommunityAdministration>());
        await using var circuit = await CircuitClient.OpenAsync(fixture.Site, fixture.As("registered").Http, $"/hotseats/{place.Live}");
        await using var live = await LiveClient.OpenAsync(fixture.Site, fixture.As("anonymous").Http);
        Assert.NotEmpty(await live.AskAsync("Subscribe", "hotseat", place.Live));
        circuit.Forget();
        try
        {
            await administration.ChangeKindAsync(Facilitator, place.Id, closed);

            Assert.True(await circuit.ReceivesAsync(text => text.Contains(Gone, StringComparison.Ordinal), Soon), "The page was not emptied.");
            Assert.Equal($"gone hotseat {place.Live}", await HearsTheEndAsync(live));
            circuit.Forget();
            var later = Canary.NewWord();
            await fixture.Get<HotseatSessions>().SayAsync(Facilitator, place.Live, later);
            Assert.Equal("", await live.AskAsync("Subscribe", "hotseat", place.Live));
            Assert.DoesNotContain(later, circuit.Received, StringComparison.Ordinal);
            Assert.True(live.HasHeardNothing);
            // What was kept as bytes for visitors goes too.
            Assert.Equal(404, (await Crawler.AskAsync(fixture.As("anonymous"), $"/hotseats/{place.Over}")).Status);
        }
        finally
        {
            await administration.ChangeKindAsync(Facilitator, place.Id, CommunityKind.Open);
        }
        Assert.Equal(200, (await Crawler.AskAsync(fixture.As("anonymous"), $"/hotseats/{place.Over}")).Status);
    }

    [Fact]
    public async Task Public_reading_that_ends_empties_the_pages_of_visitors()
    {
        var place = fixture.Places[CommunityKind.Open];
        await using var circuit = await CircuitClient.OpenAsync(fixture.Site, fixture.As("anonymous").Http, $"/hotseats/{place.Live}");
        circuit.Forget();
        try
        {
            await fixture.ReadPubliclyAsync(false);

            Assert.True(await circuit.ReceivesAsync(text => text.Contains(Gone, StringComparison.Ordinal), Soon), "The page was not emptied.");
        }
        finally
        {
            await fixture.ReadPubliclyAsync(true);
        }
    }

    [Fact]
    public async Task A_facilitator_who_becomes_a_member_can_run_nothing_any_more()
    {
        var place = fixture.Places[CommunityKind.Private];
        var (pia, http) = await JoinAsync("pia", place);
        await fixture.Get<Facilitators>().AddAsync(Facilitator, place.Id, await PublicIdAsync(pia));
        await fixture.Get<HotseatSessions>().SayAsync(pia, place.Live, "Welcome.");
        var draft = $"/hotseats/{place.Draft}";
        Assert.Equal(200, (int)(await http.GetAsync(draft)).StatusCode);
        await using var circuit = await CircuitClient.OpenAsync(fixture.Site, http, draft);
        circuit.Forget();

        await fixture.Get<Facilitators>().TakeAsync(Facilitator, place.Id, await PublicIdAsync(pia), "Thank you for all of it.");

        Assert.True(await circuit.ReceivesAsync(text => text.Contains(Gone, StringComparison.Ordinal), Soon), "The draft stayed on the screen.");
        await Assert.ThrowsAsync<RefusedException>(() => fixture.Get<HotseatSessions>().SayAsync(pia, place.Live, "Once more."));
        Assert.Equal(404, (int)(await http.GetAsync(draft)).StatusCode);
        http.Dispose();
    }

    Task LosesAsync(CommunityKind kind, string name, Func<Actor, Task> lose) => LosesAsync(kind, name, (person, _) => lose(person));

    async Task LosesAsync(CommunityKind kind, string name, Func<Actor, HttpVisitor, Task> lose)
    {
        var place = fixture.Places[kind];
        var (person, http) = await JoinAsync($"{name}-{kind}".ToLowerInvariant(), place);
        var declined = await fixture.Get<HotseatQuestions>().AskAsync(person, place.Live, "May I?");
        var why = Canary.NewWord();
        await fixture.Get<HotseatQuestions>().DeclineAsync(Facilitator, declined, why);
        var room = $"/hotseats/{place.Live}";
        var html = await http.ReadAsync(room);
        await using var circuit = await CircuitClient.OpenAsync(fixture.Site, http, room);
        await using var live = await LiveClient.OpenAsync(fixture.Site, http);
        Assert.NotEmpty(await live.AskAsync("Subscribe", "hotseat", place.Live));
        Assert.Contains(why, circuit.Received, StringComparison.Ordinal);
        circuit.Forget();

        await lose(person, http);

        Assert.True(await circuit.ReceivesAsync(text => text.Contains(Gone, StringComparison.Ordinal), Soon), "The page was not emptied.");
        Assert.Equal($"gone hotseat {place.Live}", await HearsTheEndAsync(live));

        // Nothing comes any more, neither here nor with the same islands anew, and no button of the page does anything.
        circuit.Forget();
        var (rows, later) = (await fixture.RowsAsync(), Canary.NewWord());
        for (var handler = 1; handler <= 40; handler++) await circuit.HappensAsync(handler);
        Assert.Equal(rows, await fixture.RowsAsync());
        await fixture.Get<HotseatSessions>().SayAsync(Facilitator, place.Live, later);
        await using var witness = await CircuitClient.OpenAsync(fixture.Site, fixture.As("member").Http, room);
        Assert.Contains(later, witness.Received, StringComparison.Ordinal);
        await using var again = await CircuitClient.OpenAsync(fixture.Site, http, room, html);
        Assert.DoesNotContain(why, again.Received, StringComparison.Ordinal);
        if (kind is not CommunityKind.Open) Assert.DoesNotContain(later, again.Received, StringComparison.Ordinal);
        Assert.DoesNotContain(later, circuit.Received, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RefusedException>(() => fixture.Get<HotseatQuestions>().AskAsync(person, place.Live, "And now?"));
        http.Dispose();
    }

    async Task<(Actor, HttpVisitor)> JoinAsync(string name, Place place)
    {
        var person = await fixture.Site.EnrolAsync($"{name}@canary.test", name);
        await fixture.Get<HubWrites>().DoAsync(work =>
        {
            work.Db.Add(Membership.Begin(place.Id, person.PersonId!.Value, work.Now));
            work.Announce(LiveTopic.CommunityRights(place.Id));
            return Task.CompletedTask;
        });
        var http = new HttpVisitor(fixture.Site);
        await http.SignInAsync($"{name}@canary.test");
        await using var db = await fixture.Get<IDbContextFactory<HubDb>>().CreateDbContextAsync();
        var signIn = await db.SignIns.Where(s => s.PersonId == person.PersonId).MaxAsync(s => s.Id);
        return (new Actor(person.PersonId, signIn), http);
    }

    // What was asked and said just before may still be told: it is folded.
    static async Task<string> HearsTheEndAsync(LiveClient live)
    {
        while (true)
        {
            if (await live.HearsAsync() is var said && !said.StartsWith("changed", StringComparison.Ordinal)) return said;
        }
    }

    async Task TurnOnAsync(Actor actor)
    {
        await fixture.Get<OwnSecondStep>().BeginAsync(actor);
        await using var db = await fixture.Get<IDbContextFactory<HubDb>>().CreateDbContextAsync();
        var key = await db.SecondSteps.Where(s => s.PersonId == actor.PersonId).Select(s => s.Key).SingleAsync();
        await fixture.Get<OwnSecondStep>().TurnOnAsync(actor, Totp.CodeAt(key, DateTime.UtcNow));
    }

    async Task AddAndRemoveAsync(Actor actor)
    {
        var key = new UserPasskeyInfo([9, 9], [4], DateTime.UtcNow, 0, [], true, false, false, [5], [6]);
        await fixture.Get<Passkeys>().AddAsync(actor, key, "an old phone");
        await fixture.Get<Passkeys>().RemoveAsync(actor, (await fixture.Get<Passkeys>().ListAsync(actor))[0].Id);
    }

    async Task<string> PublicIdAsync(Actor actor)
    {
        await using var db = await fixture.Get<IDbContextFactory<HubDb>>().CreateDbContextAsync();
        return await db.People.Where(p => p.Id == actor.PersonId).Select(p => p.PublicId).SingleAsync();
    }
}
