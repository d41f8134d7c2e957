namespace CommunityHub.People;

/// Who asks: a visitor, or a person in one of their sign-ins. It carries no rights: each operation reads those afresh
/// (<see cref="Reader"/>), so that a suspension or a sign-out counts from the next click.
public readonly record struct Actor(long? PersonId, long? SignInId = null)
{
    public static Actor Visitor => default;

    /// The site's own work (the clock, the command line): never asked of a person's browser.
    public static Actor Of(long personId) => new(personId);
}
