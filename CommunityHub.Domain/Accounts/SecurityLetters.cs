using CommunityHub.Attention;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Accounts;

/// Tells somebody that what guards their account has changed. No link signs anybody in.
static class SecurityLetters
{
    const string NotYou = "If it was not you, choose a new password at once, and write to the people who run the site.";

    public static Task SendSecondStepOnAsync(this HubWork work, long personId) => work.SendAsync(personId, "Signing in now takes two steps",
        "From now on we ask for a code from your app when you sign in. All other devices were signed out. Keep your ten codes on paper in a safe place.");

    public static Task SendSecondStepOffAsync(this HubWork work, long personId) => work.SendAsync(personId, "The second step was turned off",
        "Signing in asks for no code from your app any more. All other devices were signed out.");

    public static Task SendSecondStepResetAsync(this HubWork work, long personId, string why) => work.SendAsync(personId, "An administrator turned off your second step",
        $"Signing in asks for no code from your app any more. All your devices were signed out. The reason given: “{why}”\n\nYou can set it up again on the page of your account.");

    public static Task SendCodesRenewedAsync(this HubWork work, long personId) => work.SendAsync(personId, "You have new codes on paper",
        "Ten new codes were made for signing in without your app. The old ones are good for nothing any more.");

    public static Task SendRecoveryCodeUsedAsync(this HubWork work, long personId, int left) => work.SendAsync(personId, "One of your codes on paper was used",
        $"Somebody used one of your ten codes instead of your app. {(left is 1 ? "One is" : $"{left} are")} left. On the page of your account you can make new ones.");

    public static Task SendPasskeyAddedAsync(this HubWork work, long personId, string name) => work.SendAsync(personId, "A passkey was added to your account",
        $"Its name is “{name}”. Whoever holds it can sign in as you.");

    public static Task SendPasskeyRemovedAsync(this HubWork work, long personId, string name) => work.SendAsync(personId, "A passkey was removed from your account",
        $"Its name was “{name}”. All other devices were signed out.");

    static async Task SendAsync(this HubWork work, long personId, string subject, string words)
    {
        var address = await work.Db.Users.Where(a => a.PersonId == personId).Select(a => a.Email).SingleOrDefaultAsync();
        if (address is not null) work.Db.Add(Mail.Write(address, subject, $"{words}\n\n{NotYou}", work.Now, path: "/account"));
    }
}
