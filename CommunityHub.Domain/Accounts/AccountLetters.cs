using CommunityHub.Attention;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Accounts;

/// The letters about an account: short, and with one link.
static class AccountLetters
{
    /// A letter with a link for one use. An older link of the same kind dies.
    public static async Task SendKeyAsync(this HubWork work, long personId, MailKeyKind kind, string address)
    {
        foreach (var old in await work.Db.MailKeys.Where(MailKey.IsGoodAt(work.Now)).Where(k => k.PersonId == personId && k.Kind == kind).ToListAsync()) old.Use(work.Now);

        var key = SecretKey.New();
        work.Db.Add(MailKey.Send(personId, kind, SecretKey.Hash(key), address, work.Now));
        var (subject, text, page) = kind switch
        {
            MailKeyKind.Confirmation => ("Confirm your mail address", "Welcome. Open this link and press the button, and you can take part. The link works for two days.\n\nIf you did not ask to join, you need do nothing.", "confirm"),
            MailKeyKind.SignIn => ("Your link to sign in", "Open this link and press the button to sign in. It works once, for 15 minutes.\n\nIf you did not ask for it, you need do nothing.", "link"),
            MailKeyKind.Password => ("Choose a new password", "Open this link to choose a new password. It works once, for an hour.\n\nIf you did not ask for it, you need do nothing. Your password stays as it is.", "reset"),
            MailKeyKind.OwnData => ("Your data", "Open this link where you are signed in, and press the button to take your data along. It works once, for an hour.\n\nIf you did not ask for it, somebody else may be signed in as you: choose a new password.", "data"),
            _ => ("Confirm your new mail address", "Open this link and press the button. From then on we write to you here. The link works for two days.\n\nIf you did not ask for it, you need do nothing.", "new-address"),
        };
        work.Db.Add(Mail.Write(address, subject, text, work.Now, path: $"/account/{page}?key={key}"));
    }

    public static void SendHasAccount(this HubWork work, string address) => work.Db.Add(Mail.Write(address, "You have an account already",
        "Somebody, perhaps you, wanted to join with this mail address. You have an account already: sign in with it. If you have forgotten the password, we can send you a link.\n\nIf it was not you, you need do nothing.",
        work.Now, path: "/account/login"));

    public static void SendAddressChanged(this HubWork work, string oldAddress) => work.Db.Add(Mail.Write(oldAddress, "Your mail address was changed",
        "Your account now has another mail address. We will not write to this one any more.\n\nIf it was not you, write to the people who run the site at once.", work.Now, path: "/help"));

    public static void SendPasswordChanged(this HubWork work, string address) => work.Db.Add(Mail.Write(address, "Your password was changed",
        "Your account has a new password. All other devices were signed out.\n\nIf it was not you, choose a new one at once.", work.Now, path: "/account/forgot"));
}
