namespace CommunityHub.People;

/// Guests by link, importers and erasure need people without accounts.
public enum PersonKind
{
    Registered,
    Guest,
    Placeholder,
    Erased,
}
