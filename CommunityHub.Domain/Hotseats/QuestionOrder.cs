namespace CommunityHub.Hotseats;

/// In which order waiting questions stand. Seeds stand below any member's question, however many want them.
public static class QuestionOrder
{
    /// Of those asked first to last.
    public static IEnumerable<QuestionRow> NewestFirst(this IEnumerable<QuestionRow> asked) => asked.Reverse().OrderBy(q => q.IsSeed);

    /// Of those that stand newest first. Of equals the one that waits longest.
    public static IEnumerable<QuestionRow> MostWantedFirst(this IEnumerable<QuestionRow> newestFirst, VoteCounts votes) =>
        newestFirst.Reverse().OrderBy(q => q.IsSeed).ThenByDescending(q => votes.Of(q.Id));
}
