namespace CommunityHub.Hotseats;

/// A question with those merged into it: one question that several people asked. Each keeps its own asker and votes, so that an undo
/// gives back what was there.
public sealed class QuestionSet
{
    public const string MergedMeanwhile = "Somebody has merged one of these meanwhile. Choose again.";

    QuestionSet(Question standing, IReadOnlyList<Question> members) => (Standing, Members) = (standing, members);

    /// The one whose words everybody reads.
    public Question Standing { get; }

    /// All of them, as they were asked; the standing one too.
    public IReadOnlyList<Question> Members { get; }

    public IReadOnlyList<long> Ids => [.. Members.Select(q => q.Id)];

    /// Merged are all questions of the hotseat that another one stands for.
    public static QuestionSet Of(Question standing, IReadOnlyList<Question> merged)
    {
        var members = new List<Question> { standing };
        for (var i = 0; i < members.Count; i++) members.AddRange(merged.Where(q => q.MergedIntoId == members[i].Id));
        return new(standing, [.. members.OrderBy(q => q.Id)]);
    }

    /// The other one becomes a part of this. Refuses what has an answer of its own, is gone, or is merged already.
    public void TakeIn(Question other)
    {
        if (other.MergedIntoId == Standing.Id) return;
        if (Standing.MergedIntoId is not null || other.MergedIntoId is not null) throw new RefusedException(MergedMeanwhile);
        if (Standing.IsGone || other.IsGone) throw new RefusedException("One of these has been taken away.");
        if (Standing.AwaitsSince is not null && other.AwaitsSince is null) throw new RefusedException("Approve the question that stays first. Nobody sees it yet.");
        if (other.AnsweredAt is not null)
        {
            throw new RefusedException(Standing.AnsweredAt is null
                ? "One of these has an answer already. Let its words stay."
                : "Both have an answer already. They stay two questions.");
        }
        other.StandBehind(Standing);
        Standing.Touch();
    }

    /// It stands itself again, with what was merged into it before.
    public void LetGo(Question other)
    {
        other.StandBehind(null);
        Standing.Touch();
    }

    /// Somebody takes back what they asked. Where others asked the same, theirs stays: when the words were the ones everybody read, the
    /// first of the others gives the words from now on. Gives the question that stands then.
    public Question Withdraw(Question question, DateTime now)
    {
        if (Standing.AnsweredAt is not null) throw new RefusedException("This question has been answered. It stays.");
        question.Withdraw(now);
        if (question != Standing || Members.FirstOrDefault(q => !q.IsGone) is not { } heir) return Standing;

        heir.StandBehind(null);
        question.StandBehind(heir);
        return heir;
    }
}
