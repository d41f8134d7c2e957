using CommunityHub.Text;

namespace CommunityHub.Imports.Mail;

/// What to import, and where to. List: the mailing list’s name, by which a second run knows what is here; usual: the file’s.
public sealed record MailChoices(string File, string CommunitySlug, string? List = null, bool IsPreview = false)
{
    // Half of what a name may have: its key is kept as an address is.
    const int Longest = ImportSource.LongestName / 2;

    // The list’s address is not its name.
    public string ListName => Wording.RequireLine(
        List?.Split('@')[0] ?? Wording.Shorten(Wording.Line(Path.GetFileNameWithoutExtension(File).Split('@')[0]), Longest), Longest,
        "Give the mailing list’s name with --list.");
}
