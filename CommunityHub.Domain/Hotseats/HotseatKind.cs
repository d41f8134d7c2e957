namespace CommunityHub.Hotseats;

/// Who asks and who answers.
public enum HotseatKind
{
    /// Members ask, and a guest answers.
    Guest,

    /// A practitioner brings a problem, and members are the experts: what they send in are suggestions, to which the practitioner replies.
    Reversed,
}
