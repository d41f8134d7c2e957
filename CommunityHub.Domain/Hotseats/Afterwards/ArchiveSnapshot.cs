using System.Collections.Frozen;
using CommunityHub.Communities;

namespace CommunityHub.Hotseats.Afterwards;

/// What was added to a hotseat afterwards. Shared by all who may read it.
public sealed record ArchiveSnapshot
{
    /// The theme of each question that has one: both by public id.
    public required FrozenDictionary<string, string> ThemeOf { get; init; }
    public SummaryFace? Summary { get; init; }

    /// By the public id of the question. Those that are closed stay.
    public required FrozenDictionary<string, FollowUpFace> FollowUpOf { get; init; }
}

/// Who sees to a question that the hour left open, and how it ended.
public sealed record FollowUpFace(string Id, string Owner, DateTime DueAt, DateTime? ClosedAt, string? ClosedBy, string? Words, string? WordsHtml);

/// The summary that readers see. Edited: it was published before.
public sealed record SummaryFace(int Number, string Text, string Html, string By, DateTime At, string? EditedBy, DateTime? EditedAt);

/// Questions under one theme; without one, the rest.
public sealed record ThemeGroup(string? Id, string? Name, IReadOnlyList<QuestionRow> Questions);

/// A hotseat with what was added to it afterwards, as one reader may read it.
public sealed record ArchiveView(HotseatRoom Here, ArchiveSnapshot After, IReadOnlyList<ThemeFace> Themes)
{
    IReadOnlyList<ThemeGroup>? groups;

    /// As the hour went: in the order in which they were answered.
    public IReadOnlyList<QuestionRow> Answered { get; } = [.. Here.Room.Answered.Reverse()];

    /// Those without an answer, most wanted first.
    public IReadOnlyList<QuestionRow> Open { get; } = [.. Here.Room.Waiting.OrderByDescending(q => Here.Votes.Of(q.Id))];

    /// Null: nobody sees to it yet, or nobody had to.
    public FollowUpFace? FollowUpOf(QuestionRow question) => After.FollowUpOf.GetValueOrDefault(question.Id);

    /// The answered ones by theme, in the order of the themes; those without one last.
    public IReadOnlyList<ThemeGroup> Groups => groups ??= [.. GroupsOf(Answered)];

    /// Null: under none.
    public ThemeFace? ThemeOf(QuestionRow question) => After.ThemeOf.TryGetValue(question.Id, out var id) ? Themes.FirstOrDefault(theme => theme.Id == id) : null;

    IEnumerable<ThemeGroup> GroupsOf(IReadOnlyList<QuestionRow> questions)
    {
        var byTheme = questions.ToLookup(question => ThemeOf(question)?.Id);
        foreach (var theme in Themes.Where(theme => byTheme.Contains(theme.Id))) yield return new ThemeGroup(theme.Id, theme.Name, [.. byTheme[theme.Id]]);
        if (byTheme.Contains(null)) yield return new ThemeGroup(null, null, [.. byTheme[null]]);
    }
}
