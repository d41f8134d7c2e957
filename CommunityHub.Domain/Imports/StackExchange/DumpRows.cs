namespace CommunityHub.Imports.StackExchange;

/// Who wrote a row, as the dump says it. Of somebody who has left there, only a name.
sealed record DumpAuthor(string Key, string? Name)
{
    public static DumpAuthor Of(DumpRow row, string id, string name) =>
        row.Number(id) is { } user ? new(user.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Text(name))
        : row.Text(name) is { Length: <= 100 } known ? new($"name:{known}", known)
        : new("", null);
}

/// A question (Parent is null) or an answer.
sealed record DumpPost(
    long Id, long? Parent, DateTime At, int Score, DumpAuthor Author, string Html, string? Title, string? Tags, long? Accepted, DateTime? Closed, bool IsWiki, string? Licence);

sealed record DumpComment(long Id, long Post, DateTime At, int Score, DumpAuthor Author, string Text, string? Licence);

/// One part of one edit. Those of an edit share the mark.
sealed record DumpEdit(long Id, long Post, int Type, string Mark, DateTime At, DumpAuthor Author, string? Text);

/// What the numbers of a dump mean, as far as they are needed.
static class DumpTypes
{
    public const int Question = 1;
    public const int Answer = 2;
    public const int AcceptVote = 1;
    public const int DuplicateLink = 3;
    public const int Locked = 14;
    public const int Unlocked = 15;

    /// First, edited, rolled back.
    public static bool IsTitle(int type) => type is 1 or 4 or 7;
    public static bool IsBody(int type) => type is 2 or 5 or 8;
    public static bool IsTags(int type) => type is 3 or 6 or 9;
    public static bool IsText(int type) => type is >= 1 and <= 9;
}
