using CommunityHub.Hotseats;

namespace CommunityHub.Web.Hotseats;

/// Which comments one reader has before them in the room: those that were there when they last asked for what is new.
public sealed class ShownComments
{
    /// More than these are folded: their page has all.
    public const int Most = 3;

    HashSet<string> known = [];

    public void Start(AnswerTalks talks) => known = [.. talks.ByAnswer.Values.SelectMany(talk => talk.Comments).Select(row => row.Id)];

    /// The last few of those that the reader knows.
    public IEnumerable<CommentRow> Of(AnswerTalk talk) => talk.Comments.Where(row => known.Contains(row.Id)).TakeLast(Most);

    /// How many wait under the answers on the screen.
    public int CountNew(AnswerTalks talks, IEnumerable<QuestionRow> answered) =>
        talks.ByAnswer.Count == 0 ? 0 : answered.Sum(q => talks.Of(q.Answer!.Id).Comments.Count(row => !known.Contains(row.Id)));
}
