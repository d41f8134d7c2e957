using CommunityHub.Text;

namespace CommunityHub.Forums;

/// A post that somebody wants to find again, and why. Nobody else sees it.
public sealed class Bookmark
{
    public const int LongestNote = 300;

    Bookmark(string publicId, long postId, long personId, string note, DateTime at) => (PublicId, PostId, PersonId, Note, At) = (publicId, postId, personId, note, at);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long PostId { get; private set; }
    public Post Post { get; private set; } = null!;
    public long PersonId { get; private set; }
    public string Note { get; private set; }
    public DateTime At { get; private set; }

    public static Bookmark Of(long postId, long personId, DateTime now) => new(CommunityHub.PublicId.New(), postId, personId, "", now);

    /// May be empty. Refuses one over <see cref="LongestNote"/> characters.
    public void Say(string? note) => Note = Wording.Allow(note, LongestNote);
}
