using System.Collections.Frozen;
using CommunityHub.Communities;
using CommunityHub.Imports;
using CommunityHub.Live;
using CommunityHub.Polls;

namespace CommunityHub.Forums;

/// A discussion's head. Shared by all who may read it.
public sealed record DiscussionFace
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required DiscussionKind Kind { get; init; }

    /// Of its theme.
    public required string? ThemeId { get; init; }
    public required string StartedBy { get; init; }
    public required DateTime StartedAt { get; init; }
    /// Where it stands now.
    public required long CommunityId { get; init; }

    /// The discussion that it is part of now.
    public required string? MergedInto { get; init; }
    public required int PostCount { get; init; }
    public required int? MarkedAnswer { get; init; }

    /// Whose name stands beside the answer: who said that it is one.
    public required string? MarkedBy { get; init; }
    public required bool IsPinned { get; init; }
    public required DateTime? LockedAt { get; init; }
    public required string? LockedBy { get; init; }

    public int Replies => PostCount - 1;
    public int Pages => DiscussionPages.Of(PostCount);
    public bool IsLocked => LockedAt is not null;
}

/// One post as all see it. Of one that was taken away only that, by whom and why.
public sealed record PostRow(int Number, string By, string ByKey, string? Organisation, DateTime At)
{
    public required string Text { get; init; }
    public required string Html { get; init; }

    /// Null: never, or by minor changes only.
    public DateTime? EditedAt { get; init; }

    /// There is something to compare it with.
    public bool HasHistory { get; init; }
    public bool IsHalfFinished { get; init; }

    /// Whoever wrote it shows no name.
    public bool IsUnnamed { get; init; }

    /// Counts its edits.
    public int Version { get; init; }

    /// Null: it was written here.
    public PostOrigin? Origin { get; init; }
    public DateTime? RemovedAt { get; init; }
    public string? RemovedBy { get; init; }
    public bool IsRemovedByWriter { get; init; }
    public string? RemovedWhy { get; init; }

    /// Where it stands now, when a facilitator put it into another discussion: nothing of it is here.
    public string? MovedTo { get; init; }

    public bool IsRemoved => RemovedAt is not null || MovedTo is not null;
}

/// A file of a post. Width and Height: of a picture, in points. Alt: what it shows.
public sealed record FileRow(string Id, string Name, string MediaType, int Size, int? Width, int? Height, string? Alt);

/// One person's own part of a discussion.
public sealed record MyDiscussion(int Read, bool IsFollowing, bool IsMuted, FrozenSet<int> Thanked, FrozenSet<int> Own, bool IsStarter)
{
    /// What they said to which post.
    public FrozenSet<(int Number, ReactionKind Kind)> Reacted { get; init; } = [];

    public FrozenSet<int> Bookmarked { get; init; } = [];

    public static readonly MyDiscussion None = new(0, false, false, [], [], false);
}

/// A page of a discussion as one reader finds it: what all see, and what they may do there.
public sealed record DiscussionView(long DiscussionId, Standing Standing, CommunityFace Community, DiscussionFace Face, int Page)
{
    public required IReadOnlyList<PostRow> Posts { get; init; }

    /// How many thanked for each post, by its number.
    public required FrozenDictionary<int, int> Thanks { get; init; }

    /// The files of each post, by its number.
    public required FrozenDictionary<int, IReadOnlyList<FileRow>> Files { get; init; }

    /// How many said what to each post, by its number.
    public required FrozenDictionary<int, IReadOnlyList<PostTally>> Reactions { get; init; }

    /// The poll of a post, by its number.
    public required FrozenDictionary<int, PollFace> Polls { get; init; }

    /// Changes with whatever a page shows of a post but counts.
    public string StampOf(PostRow row) => $"{row.Version}{(row.MovedTo is not null ? "m" : row.IsRemoved ? "r" : "")}{(Face.MarkedAnswer == row.Number ? "a" : "")}";

    public bool MayPost => Standing.TakesPart && !Face.IsLocked;

    /// Everything that a page of it shows to everybody.
    public static LiveTopic[] TopicsOf(long discussionId, long communityId) =>
        [LiveTopic.Discussion(discussionId), LiveTopic.DiscussionThanks(discussionId), LiveTopic.PollVotes(discussionId), LiveTopic.CommunityRights(communityId), LiveTopic.Themes(communityId)];
}
