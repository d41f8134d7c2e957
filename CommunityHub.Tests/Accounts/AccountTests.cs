using CommunityHub.Accounts;
using CommunityHub.Attention;
using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Accounts;

public sealed class AccountTests : IAsyncLifetime
{
    const string From = "192.0.2.1";
    const string Bea = "bea@demo.test";
    const string Good = "tea at half past four";

    TestHub hub = null!;

    SignIns SignIns => hub.Get<SignIns>();
    MailedLinks Links => hub.Get<MailedLinks>();
    Registrations Registrations => hub.Get<Registrations>();
    OwnAccount Own => hub.Get<OwnAccount>();

    public async ValueTask InitializeAsync()
    {
        hub = await TestHub.OnSqliteAsync();
        await hub.Writes.EnrolAsync(Bea, "Bea Holt");
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task The_right_password_begins_a_sign_in_that_holds_by_its_key_only()
    {
        var ticket = await SignInAsync();

        Assert.True(await SignIns.HoldsAsync(ticket.PersonId, ticket.SignInId, ticket.Key));
        Assert.False(await SignIns.HoldsAsync(ticket.PersonId, ticket.SignInId, SecretKey.New()));
        Assert.False(await SignIns.HoldsAsync(ticket.PersonId + 1, ticket.SignInId, ticket.Key));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_words()
    {
        var wrong = await Assert.ThrowsAsync<RefusedException>(() => SignIns.WithPasswordAsync(Bea, "wrong", "", From));
        var unknown = await Assert.ThrowsAsync<RefusedException>(() => SignIns.WithPasswordAsync("nobody@demo.test", "wrong", "", From));

        Assert.Equal(wrong.Message, unknown.Message);
    }

    [Fact]
    public async Task After_ten_wrong_passwords_even_the_right_one_waits_and_a_link_by_mail_does_not()
    {
        for (var i = 0; i < 10; i++) await Assert.ThrowsAsync<RefusedException>(() => SignIns.WithPasswordAsync(Bea, "wrong", "", From));

        var refused = await Assert.ThrowsAsync<RefusedException>(() => SignInAsync());
        Assert.Equal("That was a lot at once. Try again at 09:15. Your text is kept.", refused.Message);
        await Links.SendSignInAsync(Bea, From);
        await Links.SignInAsync(await LatestKeyAsync(), "");

        hub.Clock.Pass(TimeSpan.FromMinutes(15));
        await SignInAsync();
    }

    [Fact]
    public async Task Two_hundred_people_behind_one_address_may_all_sign_in()
    {
        for (var i = 0; i < 40; i++) await SignInAsync();
    }

    [Fact]
    public async Task A_sign_in_ends_after_a_fortnight_without_use()
    {
        var ticket = await SignInAsync();
        hub.Clock.Pass(TimeSpan.FromDays(10));
        Assert.True(await SignIns.HoldsAsync(ticket.PersonId, ticket.SignInId, ticket.Key));
        hub.Clock.Pass(TimeSpan.FromDays(10));
        Assert.True(await SignIns.HoldsAsync(ticket.PersonId, ticket.SignInId, ticket.Key));
        hub.Clock.Pass(TimeSpan.FromDays(15));

        Assert.False(await SignIns.HoldsAsync(ticket.PersonId, ticket.SignInId, ticket.Key));
    }

    [Fact]
    public async Task A_device_that_is_signed_out_from_another_is_out_at_once()
    {
        var (here, there) = (await SignInAsync(), await SignInAsync());
        Assert.True(await SignIns.HoldsAsync(there.PersonId, there.SignInId, there.Key));
        var listed = await SignIns.ListAsync(here.Actor);
        Assert.Single(listed, device => device.IsThis);

        await SignIns.EndOneAsync(here.Actor, listed.Single(device => !device.IsThis).PublicId);

        Assert.False(await SignIns.HoldsAsync(there.PersonId, there.SignInId, there.Key));
        Assert.False(await SignIns.IsAliveAsync(there.Actor, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<RefusedException>(() => SignIns.ListAsync(there.Actor));
        Assert.True(await SignIns.HoldsAsync(here.PersonId, here.SignInId, here.Key));
    }

    [Fact]
    public async Task Nobody_ends_the_sign_in_of_another()
    {
        await hub.Writes.EnrolAsync("cal@demo.test");
        var bea = await SignInAsync();
        var cal = await SignIns.WithPasswordAsync("cal@demo.test", Support.Accounts.Password, "", From);
        var device = (await SignIns.ListAsync(bea.Actor)).Single().PublicId;

        await Assert.ThrowsAsync<RefusedException>(() => SignIns.EndOneAsync(cal.Actor, device));

        Assert.True(await SignIns.HoldsAsync(bea.PersonId, bea.SignInId, bea.Key));
    }

    [Fact]
    public async Task Whoever_joins_may_do_nothing_until_the_mail_was_opened()
    {
        await Registrations.RegisterAsync("Ira", "ira@demo.test", null, Good, "Europe/London", From);
        var ticket = await SignIns.WithPasswordAsync("ira@demo.test", Good, "", From);
        Assert.Contains("Confirm your mail address", (await Assert.ThrowsAsync<RefusedException>(() => SignIns.ListAsync(ticket.Actor))).Message, StringComparison.Ordinal);

        var key = await LatestKeyAsync();
        Assert.NotNull(await Links.FindAsync(MailKeyKind.Confirmation, key));
        await Links.ConfirmAsync(key);

        Assert.Single(await SignIns.ListAsync(ticket.Actor));
        await Assert.ThrowsAsync<RefusedException>(() => Links.ConfirmAsync(key));
    }

    [Fact]
    public async Task Joining_with_a_known_address_changes_nothing_and_writes_to_its_owner()
    {
        await Registrations.RegisterAsync("Not Bea", Bea, null, Good, "Europe/London", From);

        Assert.Equal("You have an account already", await hub.LookAsync(db => db.Mails.OrderByDescending(m => m.Id).Select(m => m.Subject).FirstAsync()));
        Assert.Equal("Bea Holt", await hub.LookAsync(db => db.Users.Where(a => a.Email == Bea).Select(a => a.Person.Name).SingleAsync()));
        await SignInAsync();
    }

    [Fact]
    public async Task An_address_that_somebody_else_took_first_but_never_confirmed_goes_to_who_asks_last()
    {
        await Registrations.RegisterAsync("Mallory", "ira@demo.test", null, "mallory was here", "Europe/London", From);
        var mallorys = await LatestKeyAsync();
        var mallory = await SignIns.WithPasswordAsync("ira@demo.test", "mallory was here", "", From);

        await Registrations.RegisterAsync("Ira", "ira@demo.test", null, Good, "Europe/London", From);
        await Links.ConfirmAsync(await LatestKeyAsync());

        await Assert.ThrowsAsync<RefusedException>(() => Links.ConfirmAsync(mallorys));
        await Assert.ThrowsAsync<RefusedException>(() => SignIns.WithPasswordAsync("ira@demo.test", "mallory was here", "", From));
        Assert.False(await SignIns.HoldsAsync(mallory.PersonId, mallory.SignInId, mallory.Key));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("password123")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("ira@demo.test")]
    public async Task A_password_that_is_easily_guessed_is_refused(string password) =>
        await Assert.ThrowsAsync<RefusedException>(() => Registrations.RegisterAsync("Ira", "ira@demo.test", null, password, "Europe/London", From));

    [Fact]
    public async Task A_link_to_sign_in_works_once_and_for_a_quarter_of_an_hour()
    {
        await Links.SendSignInAsync(Bea, From);
        var key = await LatestKeyAsync();
        Assert.NotNull(await Links.FindAsync(MailKeyKind.SignIn, key));
        Assert.NotNull(await Links.FindAsync(MailKeyKind.SignIn, key)); // looking does not use it up
        await Links.SignInAsync(key, "");
        await Assert.ThrowsAsync<RefusedException>(() => Links.SignInAsync(key, ""));

        await Links.SendSignInAsync(Bea, From);
        hub.Clock.Pass(TimeSpan.FromMinutes(15));
        var late = await LatestKeyAsync();
        await Assert.ThrowsAsync<RefusedException>(() => Links.SignInAsync(late, ""));
    }

    [Fact]
    public async Task A_link_for_one_thing_is_good_for_nothing_else()
    {
        await Links.SendSignInAsync(Bea, From);
        var key = await LatestKeyAsync();

        await Assert.ThrowsAsync<RefusedException>(() => Links.ResetPasswordAsync(key, Good));
        await Assert.ThrowsAsync<RefusedException>(() => Links.ConfirmAsync(key));
    }

    [Fact]
    public async Task A_new_password_by_mail_ends_every_sign_in()
    {
        var ticket = await SignInAsync();
        await Links.SendPasswordAsync(Bea, From);

        await Links.ResetPasswordAsync(await LatestKeyAsync(), Good);

        Assert.False(await SignIns.HoldsAsync(ticket.PersonId, ticket.SignInId, ticket.Key));
        await Assert.ThrowsAsync<RefusedException>(() => SignInAsync());
        await SignIns.WithPasswordAsync(Bea, Good, "", From);
    }

    [Fact]
    public async Task No_key_stands_in_the_tables_once_its_letter_has_gone()
    {
        await Links.SendPasswordAsync(Bea, From);
        var key = await LatestKeyAsync();
        await hub.Writes.DoAsync(async work => (await work.Db.Mails.SingleAsync()).WasSent(work.Now), TestContext.Current.CancellationToken);

        Assert.False(await hub.LookAsync(db => db.Mails.AnyAsync(m => m.Text.Contains(key) || m.Path!.Contains(key))));
        Assert.NotNull(await Links.FindAsync(MailKeyKind.Password, key));
    }

    [Fact]
    public async Task Nothing_is_written_to_an_unknown_address()
    {
        await Links.SendPasswordAsync("nobody@demo.test", From);

        Assert.False(await hub.LookAsync(db => db.Mails.AnyAsync()));
    }

    [Fact]
    public async Task An_address_is_written_to_three_times_an_hour_known_or_not()
    {
        foreach (var address in new[] { Bea, "nobody@demo.test" })
        {
            for (var i = 0; i < 3; i++) await Links.SendPasswordAsync(address, From);
            await Assert.ThrowsAsync<RefusedException>(() => Links.SendPasswordAsync(address, From));
        }
        Assert.Equal(3, await hub.LookAsync(db => db.Mails.CountAsync()));
    }

    [Fact]
    public async Task The_account_changes_only_for_who_has_just_shown_who_they_are()
    {
        var (here, there) = (await SignInAsync(), await SignInAsync());
        hub.Clock.Pass(TimeSpan.FromMinutes(20));
        await Assert.ThrowsAsync<RefusedException>(() => Own.ChangePasswordAsync(here.Actor, Good));
        await Assert.ThrowsAsync<RefusedException>(() => hub.Get<Proofs>().GiveAsync(here.Actor, "wrong"));

        await hub.Get<Proofs>().GiveAsync(here.Actor, Support.Accounts.Password);
        await Own.ChangePasswordAsync(here.Actor, Good);

        Assert.True(await SignIns.HoldsAsync(here.PersonId, here.SignInId, here.Key));
        Assert.False(await SignIns.HoldsAsync(there.PersonId, there.SignInId, there.Key));
    }

    [Fact]
    public async Task A_new_address_counts_when_its_mail_was_opened_and_links_to_the_old_one_die()
    {
        var ticket = await SignInAsync();
        await Links.SendPasswordAsync(Bea, From);
        var old = await LatestKeyAsync();
        await Own.AskForNewAddressAsync(ticket.Actor, "bea@new.test", From);
        await SignInAsync();

        await Links.TakeNewAddressAsync(await LatestKeyAsync());

        await Assert.ThrowsAsync<RefusedException>(() => SignInAsync());
        await SignIns.WithPasswordAsync("bea@new.test", Support.Accounts.Password, "", From);
        await Assert.ThrowsAsync<RefusedException>(() => Links.ResetPasswordAsync(old, Good));
        Assert.True(await hub.LookAsync(db => db.Mails.AnyAsync(m => m.To == Bea && m.Subject == "Your mail address was changed")));
    }

    [Fact]
    public async Task Asking_for_an_address_that_somebody_else_has_says_nothing_of_it()
    {
        await hub.Writes.EnrolAsync("cal@demo.test");
        var bea = await SignInAsync();

        await Own.AskForNewAddressAsync(bea.Actor, "cal@demo.test", From);

        Assert.Equal("You have an account already", await hub.LookAsync(db => db.Mails.Where(m => m.To == "cal@demo.test").Select(m => m.Subject).SingleAsync()));
    }

    [Fact]
    public async Task The_command_line_makes_an_administrator_of_somebody_known_or_new()
    {
        Assert.Null(await Registrations.AddAdministratorAsync(Bea, "Europe/London"));
        var key = await Registrations.AddAdministratorAsync("new@demo.test", "Europe/London");
        await Links.ResetPasswordAsync(key, Good);

        Assert.True((await hub.Get<OwnDetails>().FaceAsync((await SignInAsync()).Actor, TestContext.Current.CancellationToken))!.IsAdministrator);
        Assert.True((await hub.Get<OwnDetails>().FaceAsync((await SignIns.WithPasswordAsync("new@demo.test", Good, "", From)).Actor, TestContext.Current.CancellationToken))!.IsAdministrator);
    }

    [Fact]
    public async Task A_limit_counts_each_key_for_itself_and_says_when_there_is_room_again()
    {
        var limits = hub.Get<Limits>();
        for (var i = 0; i < 6; i++) await limits.RequireAsync(Limit.Post, 1);

        await Assert.ThrowsAsync<RefusedException>(() => limits.RequireAsync(Limit.Post, 1));
        await limits.RequireAsync(Limit.Post, 2);
        hub.Clock.Pass(TimeSpan.FromMinutes(1));
        await limits.RequireAsync(Limit.Post, 1);
    }

    Task<Ticket> SignInAsync() => SignIns.WithPasswordAsync(Bea, Support.Accounts.Password, "Firefox on Linux", From);

    async Task<string> LatestKeyAsync()
    {
        var path = await hub.LookAsync(db => db.Mails.Where(m => m.Path!.Contains("key=")).OrderByDescending(m => m.Id).Select(m => m.Path!).FirstAsync());
        return path[(path.IndexOf("key=", StringComparison.Ordinal) + 4)..];
    }
}
