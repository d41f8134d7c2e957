namespace CommunityHub.Exports;

/// What the file of a community holds, in the order in which it stands there: what others lead to comes first. docs/community-export.md says
/// the same for people who write a program; a test compares both with the model, so that a new table cannot be forgotten.
public static class Sheets
{
    public const string Format = "CommunityHub community";

    /// Another one where a reader of this version would go wrong.
    public const int Version = 1;

    public static IReadOnlyList<Sheet> All { get; } = [.. CommunitySheets.All, .. ForumSheets.All, .. HotseatSheets.All];

    /// Others lead to these before they come.
    public static IEnumerable<Sheet> LedToBefore { get; } =
        [.. All.Where((sheet, i) => All.Take(i + 1).Any(other => other.Fields.Any(field => field.To == sheet.Name)))];

    /// Tables that do not go along, and why.
    public static IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>
    {
        ["People"] = "Those whom the others name are a sheet of their own.",
        ["AttachmentContents"] = "The bytes stand beside it, as files.",

        ["Drafts"] = "Nobody else reads what somebody has not sent.",
        ["StandbyAnswers"] = "The same: its words are its writer’s alone until they release them.",
        ["ReadMarks"] = "How far somebody has read is theirs. Where the community comes in, nobody falls behind.",
        ["ReadingPlaces"] = "The same, in a hotseat.",
        ["Bookmarks"] = "A member’s own.",
        ["Follows"] = "What somebody follows or has muted is theirs.",
        ["Notices"] = "Letters to one person.",
        ["Mails"] = "Letters to one person.",
        ["Sent"] = "Keys by which a form that is sent twice counts once.",

        ["Acts"] = "The log of acts stays where they were done.",
        ["Reports"] = "What members told the facilitators in confidence.",
        ["ModerationMails"] = "When the last summary went out.",
        ["RecordedEntries"] = "Administrators of the other site.",
        ["JoinRequests"] = "Between somebody and the facilitators; they ask again.",
        ["Invitations"] = "Mail addresses and keys; they are sent anew.",
        ["OldSlugs"] = "Addresses of the other site.",

        ["LookUps"] = "Who asked without a name is not there, so nobody was looked up.",
        ["PostWriters"] = "Who wrote without their name is not there.",
        ["WriterLookUps"] = "So nobody was looked up.",
        ["AskRequests"] = "Between a member and the facilitators: it says who stands behind a question.",
        ["Attendance"] = "Who came: counted, and shown to nobody. The peak goes along.",
        ["HelpRequest"] = "It says who asked.",
        ["HelpReply"] = "Nobody is shown whose it is.",

        ["SiteSettings"] = "The site’s.",
        ["SealingKeys"] = "The site’s.",
        ["SignIns"] = "Of an account.",
        ["PrivacyAcceptances"] = "Of an account.",
        ["SignInChallenges"] = "Of an account.",
        ["MailKeys"] = "Of an account.",
        ["SecondSteps"] = "Of an account.",
        ["RecoveryCodes"] = "Of an account.",
        ["AspNetUsers"] = "Of an account.",
        ["AspNetUserClaims"] = "Of an account.",
        ["AspNetUserLogins"] = "Of an account.",
        ["AspNetUserPasskeys"] = "Of an account.",
        ["AspNetUserTokens"] = "Of an account.",
    };
}
