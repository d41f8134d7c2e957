namespace CommunityHub.Web.Accounts;

/// Words of the account pages that stand in more than one place, or are said by code.
static class AccountWords
{
    public const string MailLabel = "Your mail address";
    public const string LinkSent = "If this address is known here, a mail is on its way. It holds a link that works once, for 15 minutes.";
    public const string ResetSent = "If this address is known here, a mail is on its way. It holds a link that works once, for an hour.";
    public const string Joined = "We have sent a mail to this address. Open the link in it, and you are in.";
    public const string CodeHint = "The six figures that your app shows now, or one of your codes on paper.";
    public const string OnlyYou = "Only you can see this page.";
}
