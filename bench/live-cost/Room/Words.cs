using System.Collections.Immutable;

namespace LiveCost.Room;

/// What everybody in the room reads. A row keeps its reference while it is unchanged.
public sealed record Words(ImmutableArray<Question> Questions, ImmutableArray<Answer> Answers);
