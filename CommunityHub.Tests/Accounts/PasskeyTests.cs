using CommunityHub.Accounts;
using CommunityHub.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Accounts;

/// What is kept of a passkey, and what it opens; the browser's half is in PasskeyJourneys. E2 R11, E7 S8.
public sealed class PasskeyTests : IAsyncLifetime
{
    const string From = "192.0.2.1";

    TestHub hub = null!;

    SignIns SignIns => hub.Get<SignIns>();
    Passkeys Keys => hub.Get<Passkeys>();

    public async ValueTask InitializeAsync()
    {
        hub = await TestHub.OnSqliteAsync();
        await hub.Writes.EnrolAsync("bea@demo.test", "Bea Holt");
        await hub.Writes.EnrolAsync("cal@demo.test", "Cal");
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task It_is_added_named_renamed_and_removed_by_its_person_alone()
    {
        var (bea, cal) = (await InAsync("bea"), await InAsync("cal"));
        await Keys.AddAsync(bea.Actor, Key(1), "my phone");
        var id = Assert.Single(await Keys.ListAsync(bea.Actor)).Id;
        Assert.Empty(await Keys.ListAsync(cal.Actor));

        await Assert.ThrowsAsync<RefusedException>(() => Keys.RenameAsync(cal.Actor, id, "mine now"));
        await Assert.ThrowsAsync<RefusedException>(() => Keys.RemoveAsync(cal.Actor, id));
        await Assert.ThrowsAsync<RefusedException>(() => Keys.AddAsync(cal.Actor, Key(1), "the same"));
        await Assert.ThrowsAsync<RefusedException>(() => Keys.RenameAsync(bea.Actor, "no id, at all", "x"));
        await Keys.RenameAsync(bea.Actor, id, "my old phone");
        Assert.Equal("my old phone", Assert.Single(await Keys.ListAsync(bea.Actor)).Name);

        await Keys.RemoveAsync(bea.Actor, id);
        Assert.Empty(await Keys.ListAsync(bea.Actor));
        Assert.Equal(["A passkey was added to your account", "A passkey was removed from your account"], await hub.LookAsync(db => db.Mails.OrderBy(m => m.Id).Select(m => m.Subject).ToListAsync()));
    }

    [Fact]
    public async Task Nothing_of_it_changes_without_a_proof()
    {
        var bea = await InAsync("bea");
        await Keys.AddAsync(bea.Actor, Key(1), "my phone");
        var id = (await Keys.ListAsync(bea.Actor))[0].Id;
        hub.Clock.Pass(TimeSpan.FromMinutes(20));

        await Assert.ThrowsAsync<RefusedException>(() => Keys.OwnerAsync(bea.Actor));
        await Assert.ThrowsAsync<RefusedException>(() => Keys.AddAsync(bea.Actor, Key(2), "another"));
        await Assert.ThrowsAsync<RefusedException>(() => Keys.RenameAsync(bea.Actor, id, "x"));
        await Assert.ThrowsAsync<RefusedException>(() => Keys.RemoveAsync(bea.Actor, id));
    }

    [Fact]
    public async Task It_is_two_steps_in_one_and_the_same_answer_is_good_once()
    {
        var bea = await InAsync("bea");
        await Keys.AddAsync(bea.Actor, Key(1), "my phone");
        await hub.Get<OwnSecondStep>().BeginAsync(bea.Actor);
        var step = await hub.LookAsync(db => db.SecondSteps.SingleAsync());
        await hub.Get<OwnSecondStep>().TurnOnAsync(bea.Actor, Totp.CodeAt(step.Key, hub.Now));

        var ticket = await Keys.SignInAsync(Key(1, signCount: 7), "challenge one", "");

        Assert.False(ticket.IsHalf);
        Assert.True(await SignIns.HoldsAsync(bea.PersonId, ticket.SignInId, ticket.Key));
        Assert.Equal(7u, (await hub.LookAsync(db => db.UserPasskeys.SingleAsync())).Data.SignCount);
        await Assert.ThrowsAsync<RefusedException>(() => Keys.SignInAsync(Key(1, signCount: 7), "challenge one", ""));
        await Keys.SignInAsync(Key(1, signCount: 8), "challenge two", "");
    }

    [Fact]
    public async Task Removing_one_ends_what_it_may_have_opened()
    {
        var bea = await InAsync("bea");
        await Keys.AddAsync(bea.Actor, Key(1), "my phone");
        var by = await Keys.SignInAsync(Key(1), "challenge", "");

        await Keys.RemoveAsync(bea.Actor, (await Keys.ListAsync(bea.Actor))[0].Id);

        Assert.False(await SignIns.HoldsAsync(by.PersonId, by.SignInId, by.Key));
        Assert.True(await SignIns.HoldsAsync(bea.PersonId, bea.SignInId, bea.Key));
        await Assert.ThrowsAsync<RefusedException>(() => Keys.SignInAsync(Key(1), "another challenge", ""));
    }

    Task<Ticket> InAsync(string name) => SignIns.WithPasswordAsync($"{name}@demo.test", Support.Accounts.Password, "", From);

    UserPasskeyInfo Key(byte id, uint signCount = 0) => new(
        [id, 2, 3], publicKey: [4], hub.Now, signCount, transports: ["internal"], isUserVerified: true, isBackupEligible: false, isBackedUp: false, attestationObject: [5], clientDataJson: [6]);
}
