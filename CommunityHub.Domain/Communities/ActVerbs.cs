namespace CommunityHub.Communities;

/// The acts of power in communities, as a sentence goes on after who did it.
public static class ActVerbs
{
    public const string Opened = "opened the community, with as its lead";
    public const string DeclinedProposal = "declined the proposal of";
    public const string AcceptedRequest = "accepted the request of";
    public const string DeclinedRequest = "declined the request of";
    public const string Invited = "invited somebody by mail";
    public const string RevokedInvitation = "took back an invitation";
    public const string Removed = "ended the membership of";
    public const string Suspended = "suspended";
    public const string LiftedSuspension = "lifted the suspension of";
    public const string GaveRole = "made a facilitator of";
    public const string GaveCover = "gave holiday cover to";
    public const string TookRole = "took the facilitator’s role from";
    public const string SteppedDown = "stepped down as a facilitator";
    public const string HandedLead = "handed the lead to";
    public const string AppointedLead = "appointed as lead";
    public const string PassedLead = "passed the lead, when its lead’s account was erased, to";
    public const string FoundNoLead = "found nobody to lead the community, when its lead’s account was erased";
    public const string ChangedSettings = "changed the settings";
    public const string Renamed = "renamed the community";
    public const string ChangedKind = "changed who can read and join";
    public const string AddedTheme = "added the theme";
    public const string RenamedTheme = "renamed a theme";
    public const string RetiredTheme = "retired the theme";
    public const string Imported = "imported discussions from";
    public const string GaveAuthor = "gave the posts of an imported author to";
    public const string TookAuthor = "took the posts of an imported author back from";
    public const string Archived = "archived the community";
    public const string Reopened = "reopened the community";
    public const string Entered = "entered as an administrator";
    public const string LeftEntry = "left again as an administrator";
    public const string SuspendedFromSite = "suspended from the whole site";
    public const string LiftedFromSite = "lifted the suspension from the site of";
    public const string MadeAdministrator = "made an administrator of";
    public const string UnmadeAdministrator = "took the administrator’s rights from";

    public const string ResetSecondStep = "turned off the second step at signing in of";
    public const string LookedUp = "looked up the name and mail address of";
    public const string LookedThrough = "looked through the list of people";
    public const string Erased = "erased the account of";
    public const string ErasedOwn = "erased their own account";
    public const string ErasedGuest = "erased what was kept of the guest";

    /// What administrators did in a community, or have to do something about: also in the log of the site.
    public static readonly IReadOnlyList<string> OfAdministrators = [Opened, DeclinedProposal, AppointedLead, Entered, LeftEntry, FoundNoLead];

    /// All that can stand in the log of the site.
    public static readonly IReadOnlyList<string> OfTheSite = [.. OfAdministrators, SuspendedFromSite, LiftedFromSite, MadeAdministrator, UnmadeAdministrator, ResetSecondStep, LookedUp, LookedThrough];
}
