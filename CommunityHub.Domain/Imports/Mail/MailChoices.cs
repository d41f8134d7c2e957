using CommunityHub.Text;

namespace CommunityHub.Imports.Mail;

/// What to import, and where to. List: the mailing list’s name, by which a second run knows what is here; usual: the file’s.
public sealed record MailChoices(string File, string CommunitySlug, string? List = null, bool IsPreview = false)
{
    // Half of what a name may have: its key is kept as an address is.
    public string ListName => Wording.RequireLine(
        List ?? Path.GetFileNameWithoutExtension(File), ImportSource.LongestName / 2, "Give the mailing list’s name with --list.");
}
