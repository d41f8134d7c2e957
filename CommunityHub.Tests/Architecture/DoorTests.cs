using System.Text.RegularExpressions;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Architecture;

/// Whatever shows a guarded row comes through its door. Who looks past one stands here by name, with the reason.
public sealed partial class DoorTests
{
    // Communities, hotseats and discussions themselves are kept in their own folders, whose operations come through the doors.
    static readonly string[] MayLookPast =
    [
        "Attention/NoticeList.cs", // names the community of lines that came through the door
        "Attention/Telling.cs", // whether mail from a community says what the news is
        "Drafts/DraftList.cs", // joins the places of drafts with what came through the doors
        "Exports/CommunityExport.cs", // the command line, which names the community; pages do not lead here
        "Exports/GuardedQuestions.cs", // which questions an export shows no asker of
        "Exports/ReadableDiscussions.cs", // the command line
        "Exports/ReadableHotseats.cs", // the command line
        "Home/ForumDesk.cs", // names the communities of discussions that came through the door
        "Home/FrontDesk.cs", // comes through the doors; lists what a reader's own communities hold
        "Imports/Communities/CommunityImport.cs", // the command line; whether an address is taken
        "Imports/Communities/CommunityWriting.cs", // shows nothing: what has just come in
        "Imports/ImportTarget.cs", // shows nothing: the command line, which names the community
        "Imports/ImportedAuthors.cs", // for facilitators: moves the posts of an author of their community
        "Imports/Mail/MailWriting.cs", // shows nothing: goes on with what an earlier run brought
        "Imports/StackExchange/DiscussionWriting.cs", // shows nothing: goes on with what an earlier run brought
        "Moderation/ActLog.cs", // names the communities of acts that came through the door
        "Moderation/HeldPosts.cs", // for the writer and the facilitators, whose standing is asked first
        "Moderation/ModerationReading.cs", // for facilitators, whose standing is asked first
        "Moderation/ModerationSummaries.cs", // counts what waits in each community, for its facilitators
        "Moderation/SpamChecks.cs", // what the community of the one who writes has chosen
        "Privacy/Erasing.cs", // shows nothing to anybody: finds where an erased name stands
        "Privacy/OwnDataReading.cs", // a person's own rows, for that person; names what came through the doors
        "Privacy/Traces.cs", // counts rows by person
        "Search/HotseatSources.cs", // makes the index; shows nothing
        "Search/Reindexing.cs", // the same
        "Search/SearchKeeping.cs", // the same
        "Search/SearchRows.cs", // numbers and names for what came through the doors
        "Search/SearchSources.cs", // makes the index; shows nothing
        "Search/SearchTables.cs", // whether there is anything at all
    ];

    // Who asked is read through its own door and nowhere else: not by one query of the room, a file, a letter or a log.
    static readonly string[] MayKnowWhoAsked =
    [
        "Data/HubDb.cs",
        "Hotseats/AskerDoor.cs",
        "Hotseats/QuestionAsker.cs",
        "Privacy/Traces.cs", // lists it; reads no row of it
        "Search/SearchWatch.cs", // a trigger notes that the question has changed, and not by whom
    ];

    // The same of who wrote a post without a name.
    static readonly string[] MayKnowWhoWrote =
    [
        "Data/HubDb.cs",
        "Exports/Sheets.cs", // says that it stays behind
        "Forums/PostWriter.cs",
        "Forums/WriterDoor.cs",
        "Privacy/Traces.cs", // lists it; reads no row of it
    ];

    static readonly string[] MayHoldTheDatabase =
    [
        "Accounts/KeysInDatabase.cs", // what cookies are sealed with; nobody's rows
        "App/DatabaseAnswers.cs", // /readyz
        "Commands/SiteData.cs", // the command line, which has no pages
        "Start/Beginning.cs", // migrates at the start
    ];

    [Fact]
    public void Nothing_reads_communities_hotseats_or_discussions_past_their_doors_but_these()
    {
        var past = Sources.DomainFiles("*.cs")
            .Select(file => (Name: Within(file.Name), file.Text))
            .Where(file => !file.Name.StartsWith("Communities/", StringComparison.Ordinal) && !file.Name.StartsWith("Hotseats/", StringComparison.Ordinal) && !file.Name.StartsWith("Forums/", StringComparison.Ordinal))
            .Where(file => !IsMakingOf(file.Name))
            .Where(file => GuardedTable().IsMatch(file.Text))
            .Select(file => file.Name);

        Assert.Equal(MayLookPast, past.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Who_asked_is_read_through_its_own_door_alone()
    {
        var known = Sources.DomainFiles("*.cs")
            .Select(file => (Name: Within(file.Name), file.Text))
            .Where(file => !IsMakingOf(file.Name) && AskerTable().IsMatch(file.Text))
            .Select(file => file.Name);

        Assert.Equal(MayKnowWhoAsked, known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Who_wrote_without_a_name_is_read_through_its_own_door_alone()
    {
        var known = Sources.DomainFiles("*.cs")
            .Select(file => (Name: Within(file.Name), file.Text))
            .Where(file => !IsMakingOf(file.Name) && WriterTable().IsMatch(file.Text))
            .Select(file => file.Name);

        Assert.Equal(MayKnowWhoWrote, known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Who_came_and_who_said_whether_it_helped_is_read_in_few_places()
    {
        var known = Sources.DomainFiles("*.cs")
            .Select(file => (Name: Within(file.Name), file.Text))
            .Where(file => !IsMakingOf(file.Name) && OnlyCounted().IsMatch(file.Text))
            .Select(file => file.Name);

        Assert.Equal(["Hotseats/Afterwards/AttendanceKeeping.cs", "Hotseats/Afterwards/DidItHelp.cs", "Hotseats/Afterwards/HotseatReports.cs", "Privacy/OwnDataReading.cs"], known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_page_and_no_component_holds_the_database()
    {
        var holders = Sources.WebFiles("*.cs").Concat(Sources.WebFiles("*.razor"))
            .Select(file => (Name: Within(file.Name), file.Text))
            .Where(file => Database().IsMatch(file.Text))
            .Select(file => file.Name);

        Assert.Equal(MayHoldTheDatabase, holders.Order(StringComparer.Ordinal));
    }

    // Without the project's own folder.
    static string Within(string name) => name.Replace('\\', '/')[(name.IndexOfAny(['/', '\\']) + 1)..];

    // Migrations, and the made-up worlds, which are written and shown to nobody from there.
    static bool IsMakingOf(string name) =>
        name.Contains("/Migrations/", StringComparison.Ordinal) || name.StartsWith("Data/Demo/", StringComparison.Ordinal) || name.StartsWith("Data/Seed/", StringComparison.Ordinal);

    [GeneratedRegex(@"\b[dD]b\.(Hotseats|Questions|Communities|Discussions|Posts)\b|Set<(Hotseat|Question|Community|Discussion|Post)>\(\)\.")]
    private static partial Regex GuardedTable();

    [GeneratedRegex(@"Set<(Attendance|HelpReply|HelpRequest)>")]
    private static partial Regex OnlyCounted();

    [GeneratedRegex(@"\bPostWriters?\b")]
    private static partial Regex WriterTable();

    [GeneratedRegex(@"\bQuestionAskers?\b")]
    private static partial Regex AskerTable();

    [GeneratedRegex(@"\bHubDb\b|\bIDbContextFactory\b|\bDbContext\b|\bHubWrites\b")]
    private static partial Regex Database();
}
