using CommunityHub.Accounts;
using CommunityHub.Data;
using CommunityHub.Moderation;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Accounts;

/// E6 L4; E7 S4, S8; E2 R11.
public sealed class SecondStepTests : IAsyncLifetime
{
    const string From = "192.0.2.1";
    const string Bea = "bea@demo.test";

    TestHub hub = null!;

    SignIns SignIns => hub.Get<SignIns>();
    SecondSteps Steps => hub.Get<SecondSteps>();
    OwnSecondStep Own => hub.Get<OwnSecondStep>();

    public async ValueTask InitializeAsync()
    {
        hub = await TestHub.OnSqliteAsync();
        await hub.Writes.EnrolAsync(Bea, "Bea Holt");
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task With_it_on_the_password_begins_no_sign_in_and_the_code_does()
    {
        await TurnOnAsync();
        var before = await CountSignInsAsync();

        var half = await FirstAsync();
        Assert.True(half.IsHalf);
        Assert.Throws<InvalidOperationException>(() => half.Actor);
        Assert.Equal(before, await CountSignInsAsync());
        Assert.False(await SignIns.HoldsAsync(half.PersonId, before, half.Key));

        var ticket = await Steps.AnswerAsync(half.Key, await CodeAsync(), "");
        Assert.True(await SignIns.HoldsAsync(ticket.PersonId, ticket.SignInId, ticket.Key));
        Assert.NotEqual(half.Key, ticket.Key);
        Assert.True(await hub.Get<Proofs>().IsGivenAsync(ticket.Actor));
    }

    [Fact]
    public async Task A_mailed_link_stands_for_the_password_and_not_for_the_second_step()
    {
        await TurnOnAsync();
        await hub.Get<MailedLinks>().SendSignInAsync(Bea, From);
        var path = await hub.LookAsync(db => db.Mails.Where(m => m.Path!.Contains("key=")).OrderByDescending(m => m.Id).Select(m => m.Path!).FirstAsync());

        var half = await hub.Get<MailedLinks>().SignInAsync(path[(path.IndexOf("key=", StringComparison.Ordinal) + 4)..], "");

        Assert.True(half.IsHalf);
        Assert.False((await Steps.AnswerAsync(half.Key, await CodeAsync(), "")).IsHalf);
    }

    [Fact]
    public async Task A_code_is_taken_once_in_its_window()
    {
        await TurnOnAsync();
        var code = await CodeAsync();
        await Steps.AnswerAsync((await FirstAsync()).Key, code, "");

        var again = await FirstAsync();
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Steps.AnswerAsync(again.Key, code, ""));
        Assert.Contains("used before", refused.Message, StringComparison.Ordinal);

        hub.Clock.Pass(TimeSpan.FromSeconds(30));
        await Steps.AnswerAsync(again.Key, await CodeAsync(), "");
    }

    [Fact]
    public async Task A_challenge_is_good_once_for_five_tries_and_ten_minutes()
    {
        await TurnOnAsync();
        var tried = await FirstAsync();
        for (var left = 4; left > 0; left--)
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() => Steps.AnswerAsync(tried.Key, "000000", ""));
            Assert.Contains(left is 1 ? "one more try" : $"{left} more tries", refused.Message, StringComparison.Ordinal);
        }
        await Assert.ThrowsAsync<RefusedException>(() => Steps.AnswerAsync(tried.Key, "000000", ""));
        Assert.False(await Steps.IsGoodAsync(tried.Key));
        await Assert.ThrowsAsync<RefusedException>(() => CodeAndAnswerAsync(tried.Key));

        var late = await FirstAsync();
        hub.Clock.Pass(SignInChallenge.Lasts);
        await Assert.ThrowsAsync<RefusedException>(() => CodeAndAnswerAsync(late.Key));

        var used = await FirstAsync();
        await CodeAndAnswerAsync(used.Key);
        hub.Clock.Pass(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<RefusedException>(() => CodeAndAnswerAsync(used.Key));
        await Assert.ThrowsAsync<RefusedException>(() => CodeAndAnswerAsync(null));
    }

    [Fact]
    public async Task New_challenges_do_not_buy_more_than_ten_wrong_codes_in_a_quarter_of_an_hour()
    {
        await TurnOnAsync();
        for (var round = 0; round < 2; round++)
        {
            var key = (await FirstAsync()).Key;
            for (var i = 0; i < 5; i++) await Assert.ThrowsAsync<RefusedException>(() => Steps.AnswerAsync(key, "000000", ""));
        }

        var fresh = await FirstAsync();
        var refused = await Assert.ThrowsAsync<RefusedException>(() => CodeAndAnswerAsync(fresh.Key));
        Assert.StartsWith("That was a lot at once. Try again at", refused.Message, StringComparison.Ordinal);

        hub.Clock.Pass(TimeSpan.FromMinutes(15));
        await CodeAndAnswerAsync((await FirstAsync()).Key);
    }

    [Fact]
    public async Task Ten_codes_on_paper_work_once_each_and_are_kept_as_hashes_only()
    {
        var codes = await TurnOnAsync();
        Assert.Equal(10, codes.Distinct().Count());

        await Steps.AnswerAsync((await FirstAsync()).Key, codes[3], "");
        var again = await FirstAsync();
        await Assert.ThrowsAsync<RefusedException>(() => Steps.AnswerAsync(again.Key, codes[3], ""));
        await Steps.AnswerAsync(again.Key, $" {codes[4].ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal)} ", "");

        Assert.Equal(2, await hub.LookAsync(db => db.Mails.CountAsync(m => m.To == Bea && m.Subject == "One of your codes on paper was used")));
        var kept = await hub.LookAsync(db => db.SecondSteps.Include(s => s.Codes).SingleAsync());
        Assert.Equal(8, kept.Codes.Count(c => c.UsedAt is null));
        Assert.All(kept.Codes, code => Assert.Equal(32, code.Hash.Length));
    }

    [Fact]
    public async Task New_codes_end_the_old_ones()
    {
        var old = await TurnOnAsync();
        var here = await CodeAndAnswerAsync((await FirstAsync()).Key);

        var made = await Own.RenewCodesAsync(here.Actor);

        var half = await FirstAsync();
        await Assert.ThrowsAsync<RefusedException>(() => Steps.AnswerAsync(half.Key, old[0], ""));
        await Steps.AnswerAsync(half.Key, made[0], "");
        Assert.Equal(10, await hub.LookAsync(db => db.Set<RecoveryCode>().CountAsync()));
    }

    [Fact]
    public async Task Nothing_is_asked_for_before_the_app_has_shown_that_it_works()
    {
        var here = await FirstAsync();
        await Own.BeginAsync(here.Actor);
        await Assert.ThrowsAsync<RefusedException>(() => Own.TurnOnAsync(here.Actor, "000000"));

        Assert.False((await FirstAsync()).IsHalf);
        Assert.True((await Own.ReadAsync(here.Actor)).IsBegun);
    }

    [Fact]
    public async Task Turning_it_on_and_off_needs_a_proof_and_ends_the_other_sign_ins()
    {
        var (here, there) = (await FirstAsync(), await FirstAsync());
        hub.Clock.Pass(TimeSpan.FromMinutes(20));
        await Assert.ThrowsAsync<RefusedException>(() => Own.BeginAsync(here.Actor));
        await hub.Get<Proofs>().GiveAsync(here.Actor, Support.Accounts.Password);
        await Own.BeginAsync(here.Actor);
        await Own.TurnOnAsync(here.Actor, await CodeAsync());
        Assert.False(await SignIns.HoldsAsync(there.PersonId, there.SignInId, there.Key));

        var other = await NextAsync();
        hub.Clock.Pass(TimeSpan.FromMinutes(20));
        await Assert.ThrowsAsync<RefusedException>(() => Own.TurnOffAsync(here.Actor));
        await Assert.ThrowsAsync<RefusedException>(() => hub.Get<Proofs>().GiveAsync(here.Actor, Support.Accounts.Password)); // and a code
        await Assert.ThrowsAsync<RefusedException>(() => hub.Get<Proofs>().GiveAsync(here.Actor, Support.Accounts.Password, "000000"));
        await hub.Get<Proofs>().GiveAsync(here.Actor, Support.Accounts.Password, await CodeAsync());
        await Own.TurnOffAsync(here.Actor);

        Assert.True(await SignIns.HoldsAsync(here.PersonId, here.SignInId, here.Key));
        Assert.False(await SignIns.HoldsAsync(other.PersonId, other.SignInId, other.Key));
        Assert.False((await FirstAsync()).IsHalf);
        Assert.Equal(0, await hub.LookAsync(db => db.Set<RecoveryCode>().CountAsync()));
        Assert.True(await hub.LookAsync(db => db.Mails.AnyAsync(m => m.To == Bea && m.Subject == "The second step was turned off")));
    }

    [Fact]
    public async Task An_administrator_turns_it_off_for_a_reason_that_its_person_reads()
    {
        await TurnOnAsync();
        var bea = await NextAsync();
        var id = await hub.LookAsync(db => db.People.Where(p => p.Id == bea.PersonId).Select(p => p.PublicId).SingleAsync());
        var register = hub.Get<PeopleRegister>();
        await Assert.ThrowsAsync<RefusedException>(() => register.ResetSecondStepAsync(hub.Cast.Ada, id, "I want to."));
        await Assert.ThrowsAsync<RefusedException>(() => register.ResetSecondStepAsync(hub.Cast.Dot, id, " "));

        await register.ResetSecondStepAsync(hub.Cast.Dot, id, "She called from the number we know.");

        Assert.False(await SignIns.HoldsAsync(bea.PersonId, bea.SignInId, bea.Key));
        Assert.False((await FirstAsync()).IsHalf);
        Assert.Contains("She called from the number we know.", await hub.LookAsync(db => db.Mails.Where(m => m.To == Bea && m.Subject == "An administrator turned off your second step").Select(m => m.Text).SingleAsync()), StringComparison.Ordinal);
        var act = (await hub.Get<ActLog>().OfSiteAsync(hub.Cast.Dot, cancel: TestContext.Current.CancellationToken)).Acts[0];
        Assert.Equal(("turned off the second step at signing in of", "Bea Holt", "She called from the number we know."), (act.Verb, act.OnPerson, act.Why));
        await Assert.ThrowsAsync<RefusedException>(() => register.ResetSecondStepAsync(hub.Cast.Dot, id, "Again."));
    }

    [Fact]
    public async Task Whoever_becomes_an_administrator_or_stops_being_one_signs_in_anew()
    {
        var before = await FirstAsync();
        var id = await hub.LookAsync(db => db.People.Where(p => p.Id == before.PersonId).Select(p => p.PublicId).SingleAsync());

        await hub.Get<PeopleRegister>().MakeAdministratorAsync(hub.Cast.Dot, id);
        Assert.False(await SignIns.HoldsAsync(before.PersonId, before.SignInId, before.Key));

        var after = await FirstAsync();
        await hub.Get<PeopleRegister>().UnmakeAdministratorAsync(hub.Cast.Dot, id);
        Assert.False(await SignIns.HoldsAsync(after.PersonId, after.SignInId, after.Key));
    }

    Task<Ticket> FirstAsync() => SignIns.WithPasswordAsync(Bea, Support.Accounts.Password, "", From);

    async Task<IReadOnlyList<string>> TurnOnAsync()
    {
        var here = await FirstAsync();
        await Own.BeginAsync(here.Actor);
        var codes = await Own.TurnOnAsync(here.Actor, await CodeAsync());
        hub.Clock.Pass(TimeSpan.FromSeconds(30));
        return codes;
    }

    async Task<Ticket> NextAsync()
    {
        hub.Clock.Pass(TimeSpan.FromSeconds(30));
        return await CodeAndAnswerAsync((await FirstAsync()).Key);
    }

    async Task<Ticket> CodeAndAnswerAsync(string? key) => await Steps.AnswerAsync(key, await CodeAsync(), "");

    async Task<string> CodeAsync() => Totp.CodeAt(await hub.LookAsync(db => db.SecondSteps.Select(s => s.Key).SingleAsync()), hub.Now);

    Task<long> CountSignInsAsync() => hub.LookAsync(db => db.SignIns.LongCountAsync());
}
