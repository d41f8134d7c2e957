namespace CommunityHub.Hotseats;

/// Where a hotseat stands. It only ever moves on, never back.
public enum HotseatState
{
    /// Seen by its facilitators only.
    Draft,

    /// Seen, but not yet taking questions.
    Announced,

    /// Taking questions before the hour.
    Collecting,

    Live,

    /// No new questions; answers go on.
    WrappingUp,

    /// Read for ever.
    Archived,

    /// Called off, with a reason.
    Cancelled,
}
