namespace CommunityHub.Communities;

/// What the directory shows of a community, to everybody who may know of it.
public sealed record CommunityCard
{
    public required long Id { get; init; }
    public required string PublicId { get; init; }
    public required string Slug { get; init; }
    public required string Name { get; init; }
    public required string Purpose { get; init; }
    public required CommunityKind Kind { get; init; }
    public required int Members { get; init; }
    public required string? LeadName { get; init; }
    public required bool IsArchived { get; init; }
    public required bool IsMine { get; init; }

    /// A hotseat that this reader may see is live in it.
    public required bool IsLive { get; init; }
}
