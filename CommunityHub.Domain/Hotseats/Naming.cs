namespace CommunityHub.Hotseats;

/// How whoever asks wishes to be shown.
public enum Naming
{
    /// The room sees the name.
    Named,

    /// The room sees "a member". Facilitators see the name.
    ToFacilitators,

    /// The room and the facilitators see "a member". Only a safety look-up, which the asker sees, tells more.
    Unnamed,
}
