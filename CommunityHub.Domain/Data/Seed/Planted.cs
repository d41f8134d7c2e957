namespace CommunityHub.Data.Seed;

/// A community of a seed, and who is in it.
sealed record Planted(long Id, string Name, DateTime OpenedAt, bool IsOpen)
{
    long[]? everybody;

    public HashSet<long> Members { get; } = [];

    /// In the order in which they came. Asked when all are in.
    public long[] Everybody => everybody ??= [.. Members];
    public long Lead => Everybody[0];
    public long Guest => Everybody[1];
}
