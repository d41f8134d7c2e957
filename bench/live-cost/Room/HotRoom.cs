using System.Diagnostics;
using LiveCost.Live;

namespace LiveCost.Room;

/// A make-believe room in memory: 20 waiting questions with votes, 20 answers. Reading it costs 1 ms of processor, as the real read does.
sealed class HotRoom
{
    const int Rows = 20;

    readonly Lock door = new();
    readonly Dictionary<int, int> votes = [];
    Words words;
    string lastVote = "none yet";
    int next = Rows;

    public HotRoom(IConfiguration settings)
    {
        var pacing = settings.GetValue("Pacing", Pacing.TopicLanes);
        var share = settings.GetValue("Share", true);
        WordsTopic = new Topic(pacing, TimeSpan.FromMilliseconds(settings.GetValue("WordsPace", 100)));
        VotesTopic = new Topic(pacing, TimeSpan.FromMilliseconds(settings.GetValue("VotesPace", 1000)));
        VotesTopic.Rest = TimeSpan.FromMilliseconds(settings.GetValue("VotesRest", 0));
        WordsSnapshot = new(WordsTopic, ReadWords, share);
        VotesSnapshot = new(VotesTopic, ReadVotes, share);
        if (settings.GetValue("ReadFirst", true))
        {
            WordsTopic.ReadFirst = WordsSnapshot.GetAsync;
            VotesTopic.ReadFirst = VotesSnapshot.GetAsync;
        }

        words = new([.. Enumerable.Range(1, Rows).Select(Ask)], [.. Enumerable.Range(1, Rows).Select(id => Reply(Ask(-id), "Start with the letter."))]);
    }

    public Topic WordsTopic { get; }
    public Topic VotesTopic { get; }
    public Snapshot<Words> WordsSnapshot { get; }
    public Snapshot<Votes> VotesSnapshot { get; }

    /// The first waiting question is answered with this text; the next one moves up into the list.
    public void Answer(string text)
    {
        lock (door)
        {
            var answered = words.Questions[0];
            words = new(words.Questions.RemoveAt(0).Add(Ask(++next)), words.Answers.RemoveAt(Rows - 1).Insert(0, Reply(answered, text)));
        }
        WordsTopic.Announce();
    }

    public void Vote(int question, string text)
    {
        lock (door)
        {
            votes[question] = votes.GetValueOrDefault(question) + 1;
            lastVote = text;
        }
        VotesTopic.Announce();
    }

    public void VoteAnywhere()
    {
        int question;
        lock (door) question = words.Questions[Random.Shared.Next(Rows)].Id;
        lock (door) votes[question] = votes.GetValueOrDefault(question) + 1;
        VotesTopic.Announce();
    }

    Words ReadWords()
    {
        TakeOneMillisecond();
        lock (door) return words;
    }

    Votes ReadVotes()
    {
        TakeOneMillisecond();
        lock (door) return new(new Dictionary<int, int>(votes), lastVote);
    }

    static void TakeOneMillisecond()
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun).TotalMilliseconds < 1) Thread.SpinWait(50);
    }

    static Question Ask(int id) => new(id,
        $"Question {id}: our finance team wants a receipt for everything. What did you agree instead, and how long did it take until people believed you?", "Rhys Pugh, Cwm Derwen Council");

    static Answer Reply(Question question, string text) => new(question.Id, question.Text, question.Asker, "Marian Okafor", "11:21",
        $"{text} Ours was four pages long. It used the word “audit” nine times. We sat down with five people who had said no, and we rewrote it on one side.");
}
