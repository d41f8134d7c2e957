using CommunityHub.Forums;

namespace CommunityHub.Imports;

public enum ImportedKind
{
    Question,
    Answer,
    Comment,
    Message,

    /// Of a community that moved here from another CommunityHub: its own, so nothing is said beside it. It knows its author, who may be a member here.
    Post,
}

/// Where a post came from. By kind and key a second import knows that it is here.
public sealed class ImportedPost
{
    public const int LongestKey = 120;
    public const int LongestLicence = 60;
    public const int LongestLink = 400;
    public const int LongestRemarks = 600;

    ImportedPost(long sourceId, ImportedKind kind, string key, int? score, string? licence, string? link, string? remarks) =>
        (SourceId, Kind, Key, Score, Licence, Link, Remarks) = (sourceId, kind, key, score, licence, link, remarks);

    public long PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public long SourceId { get; private set; }
    public ImportSource Source { get; private set; } = null!;
    public ImportedKind Kind { get; private set; }
    public string Key { get; private set; }
    public long AuthorId { get; private set; }
    public ImportedAuthor Author { get; private set; } = null!;

    /// Points that it had there. Its voters are not known, so it is a number and no more.
    public int? Score { get; private set; }
    public string? Licence { get; private set; }

    /// The original.
    public string? Link { get; private set; }

    /// What has no place of its own here, in a sentence or two: tags, and that it was closed.
    public string? Remarks { get; private set; }

    public static ImportedPost Of(Post post, long sourceId, ImportedKind kind, string key, long authorId, ImportedMarks marks) =>
        new(sourceId, kind, key, marks.Score, marks.Licence, marks.Link, marks.Remarks) { PostId = post.Id, Post = post, AuthorId = authorId };
}

/// What is said of the original beside a post.
public sealed record ImportedMarks(int? Score, string? Licence, string? Link, string? Remarks);

/// The same as a reader sees it. Author: the name there.
public sealed record PostOrigin(string Site, string Author, int? Score, string? Licence, string? Link, string? Remarks);
