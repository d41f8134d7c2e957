using CommunityHub.People;
using CommunityHub.Text;

namespace CommunityHub.Forums;

/// What one person wrote in a discussion. Its number never changes, so that links to it hold.
public sealed class Post
{
    public const int LongestText = 20_000;
    public const int LongestReason = 600;

    /// What was written elsewhere may be longer. Its writer shortens it when they edit it here.
    public const int LongestImported = Markdown.LongestWithMarks;

    Post(string publicId, int number, long personId, string text, string html, DateTime at, bool isHalfFinished) =>
        (PublicId, Number, PersonId, Text, Html, At, IsHalfFinished) = (publicId, number, personId, text, html, at, isHalfFinished);

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long DiscussionId { get; private set; }
    public Discussion Discussion { get; private set; } = null!;

    /// From 1.
    public int Number { get; private set; }
    public long PersonId { get; private set; }
    public Person Person { get; private set; } = null!;
    public string Text { get; private set; }

    /// Made once, when it was saved.
    public string Html { get; private set; }
    public DateTime At { get; private set; }
    public DateTime? EditedAt { get; private set; }

    /// Where it came from; null: it was written here.
    public Imports.ImportedPost? Imported { get; private set; }

    /// Counts the edits, so that two tabs notice each other.
    public int Version { get; private set; }

    /// Its writer asks for kindness: it tells nobody.
    public bool IsHalfFinished { get; private set; }
    public DateTime? RemovedAt { get; private set; }
    public long? RemovedById { get; private set; }
    public string? RemovedWhy { get; private set; }

    /// It stands under <see cref="People.Person.Unnamed"/>: who wrote it is behind <see cref="WriterDoor"/>.
    public bool IsUnnamed { get; private set; }

    /// Refuses an empty text and one over <see cref="LongestText"/> characters.
    internal static Post In(Discussion discussion, int number, string? text, long personId, bool isHalfFinished, DateTime now, int most = LongestText)
    {
        var words = RequireText(text, most);
        return new Post(CommunityHub.PublicId.New(), number, personId, words, ToHtml(words), now, isHalfFinished) { Discussion = discussion };
    }

    /// What it said before comes back, to be kept.
    public PostRevision Edit(string? text, bool isHalfFinished, bool isMinor, DateTime now) => Edit(text, isHalfFinished, isMinor, now, LongestText);

    internal PostRevision Edit(string? text, bool isHalfFinished, bool isMinor, DateTime now, int most)
    {
        var words = RequireText(text, most);
        var before = PostRevision.Of(this, isMinor, now);
        (Text, Html, EditedAt, IsHalfFinished, Version) = (words, ToHtml(words), now, isHalfFinished, Version + 1);
        return before;
    }

    /// A placeholder stays. Why is for a facilitator to say.
    public void Remove(long byId, string? why, DateTime now)
    {
        if (RemovedAt is null) (RemovedAt, RemovedById, RemovedWhy) = (now, byId, why);
    }

    internal void HideWriter() => IsUnnamed = true;

    internal void MoveTo(Discussion discussion, int number) => (Discussion, DiscussionId, Number) = (discussion, discussion.Id, number);

    public void Restore() => (RemovedAt, RemovedById, RemovedWhy) = (null, null, null);

    static string ToHtml(string words) => Markdown.ToHtml(words, withPeople: true, foldsQuotes: true);

    internal static string RequireText(string? text, int most = LongestText) => Wording.Require(text, most, "Write your post first.");
}
