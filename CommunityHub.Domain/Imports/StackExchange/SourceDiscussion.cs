namespace CommunityHub.Imports.StackExchange;

/// A discussion as it stood there, whole: what can be brought of it.
sealed record SourceDiscussion(long Id, string Title, IReadOnlyList<string> Tags, IReadOnlyList<SourceItem> Items)
{
    public long? Accepted { get; init; }
    public DateTime? AcceptedOn { get; init; }
    public DateTime? LockedAt { get; init; }

    /// The question comes first, the rest by date.
    public SourceItem Question => Items[0];
}

/// A question, an answer or a comment, from its first version to its last. Parent: what a comment is on.
sealed record SourceItem(ImportedKind Kind, long Id, DumpAuthor Author, IReadOnlyList<SourceVersion> Versions, ImportedMarks Marks, long? Parent = null)
{
    public DateTime At => Versions[0].At;
    public string Text => Versions[^1].Text;
}

/// Minor: the words stayed, and the title or the tags changed.
sealed record SourceVersion(string Text, DateTime At, DumpAuthor Editor, bool IsMinor);
