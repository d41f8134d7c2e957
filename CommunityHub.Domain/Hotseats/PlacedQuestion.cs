namespace CommunityHub.Hotseats;

/// How a question came into the room that no member asked there.
public enum PlacedKind
{
    /// To break the silence: labelled for everybody, and below any member's question.
    Seed,

    /// Asked by members elsewhere and brought by a facilitator: stands among members' questions.
    Collected,
}

/// A question that a facilitator put into the room. Nobody asked it, so it bears nobody’s name, and nobody is to be told (<see cref="AskerDoor.AskersOf"/>).
public sealed class PlacedQuestion
{
    PlacedQuestion(PlacedKind kind, long byId, DateTime at) => (Kind, ById, At) = (kind, byId, at);

    public long QuestionId { get; private set; }
    public Question Question { get; private set; } = null!;
    public PlacedKind Kind { get; private set; }

    /// The facilitator who put it there.
    public long ById { get; private set; }
    public DateTime At { get; private set; }

    public static PlacedQuestion Put(Question question, PlacedKind kind, long byId, DateTime now) => new(kind, byId, now) { Question = question };
}

public static class PlacedKinds
{
    /// What stands where the asker's name would be.
    public static string InWords(this PlacedKind kind) => kind is PlacedKind.Seed ? "Seed question" : "Collected beforehand";
}
