using CommunityHub.Communities;
using CommunityHub.Imports;
using CommunityHub.People;

namespace CommunityHub.Exports;

/// The community itself, who is in it, and what was brought into it before.
static class CommunitySheets
{
    const string Own = "WHERE t.\"CommunityId\" = @community";

    public static IEnumerable<Sheet> All { get; } =
    [
        new("community", "Communities", "FROM \"Communities\" t WHERE t.\"Id\" = @community", "t.\"Id\"",
        [
            Field.Number, Field.PublicId, .. Field.Values("Slug", "Kind", "ProposedAt", "OpenedAt", "ArchivedAt"),
            Field.Line("Name", Community.LongestName), Field.Key(), Field.Words("Purpose", Community.LongestPurpose), Field.Person("ProposedById"),
            Field.Never("DeclinedAt"), Field.Never("DeclinedWhy"), Field.Never("IsFacilitatorsOwn", false),
        ]),
        new("settings", "CommunitySettings", $"FROM \"CommunitySettings\" t {Own}", "t.\"CommunityId\"",
        [
            Field.Community, Field.Words("Welcome", CommunityAdministration.LongestWelcome), Field.Words("RequestHint", CommunityAdministration.LongestHint), .. Field.Values("NoticeOnlyMail", "HoldFirstPosts", "FirstReplyHours", "AllowUnnamedPosts"),
        ]),
        new("themes", "Theme", $"FROM \"Theme\" t {Own}", "t.\"Id\"",
        [
            Field.Number, Field.PublicId, Field.Community, Field.Line("Name", Theme.LongestName), Field.Key(), .. Field.Values("Place", "AddedAt", "RetiredAt"),
        ]),
        new("memberships", "Memberships", $"FROM \"Memberships\" t {Own}", "t.\"Id\"", [Field.Number, Field.Community, Field.Person(), .. Field.Values("From", "Until")]),
        new("roles", "Roles", $"FROM \"Roles\" t {Own}", "t.\"Id\"", [Field.Number, Field.Community, Field.Person(), .. Field.Values("IsLead", "From", "Until")]),
        new("suspensions", "Suspensions", $"FROM \"Suspensions\" t {Own}", "t.\"Id\"",
        [
            Field.Number, Field.PublicId, Field.Community, Field.Person(), Field.Words("Why", 600), Field.Person("ById"), .. Field.Values("From", "Until", "LiftedAt"),
        ]) { IsAddressed = false },
        new("volunteers", "Volunteers", $"FROM \"Volunteers\" t {Own}", "t.\"PersonId\"", [Field.Community, Field.Person(), .. Field.Values("At", "AskedAt")]),
        new("importSources", "ImportSources", $"FROM \"ImportSources\" t {Own} AND {BroughtFromElsewhere("t.\"Id\"")}", "t.\"Id\"",
        [
            Field.Number, Field.Community, new("Root", FieldKind.Web) { Most = ImportSource.LongestRoot }, Field.Line("Name", ImportSource.LongestName), .. Field.Values("BegunAt"),
        ]),
        new("importedAuthors", "ImportedAuthors",
            $"FROM \"ImportedAuthors\" t JOIN \"ImportSources\" s ON s.\"Id\" = t.\"SourceId\" WHERE s.\"CommunityId\" = @community AND {BroughtFromElsewhere("s.\"Id\"")}", "t.\"Id\"",
        [
            Field.Number, Field.PublicId, Field.Link("SourceId", "importSources"), Field.Line("Key", ImportedAuthor.LongestKey), Field.Line("Name", Person.LongestName),
            Field.Person(), Field.Person("ClaimedById"), .. Field.Values("ClaimedAt"), Field.Person("GivenById"),
        ]) { IsAddressed = false },
    ];

    // What came with a community that moved in is its own now.
    static string BroughtFromElsewhere(string source) => $"EXISTS (SELECT 1 FROM \"ImportedPosts\" i WHERE i.\"SourceId\" = {source} AND i.\"Kind\" <> '{nameof(ImportedKind.Post)}')";
}
