namespace LiveCost.Room;

/// Votes by question, and a text that came with the last vote, so that the driver can see it arrive.
public sealed record Votes(IReadOnlyDictionary<int, int> Of, string Last)
{
    public int this[int question] => Of.GetValueOrDefault(question);
}
