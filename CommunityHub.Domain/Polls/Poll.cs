using CommunityHub.Forums;
using CommunityHub.Moderation;
using CommunityHub.Text;

namespace CommunityHub.Polls;

/// What a form says of a poll. Options: one on each line.
public sealed record PollForm(string? Question, string? Options, bool IsMany, bool ShowsNames, DateTime? ClosesAt)
{
    public bool IsEmpty => string.IsNullOrWhiteSpace(Question) && string.IsNullOrWhiteSpace(Options);
}

/// A question with a few answers to choose from, in a post. Who votes sees before whether others will see how.
public sealed class Poll
{
    public const int LongestQuestion = 200;
    public const int LongestOption = 120;
    public const int FewestOptions = 2;
    public const int MostOptions = 10;
    public const string Fixed = "Somebody has voted already, so the poll stays as it is. What you typed is kept.";

    Poll(string question, string options, bool isMany, bool showsNames, DateTime? closesAt) =>
        (Question, Options, IsMany, ShowsNames, ClosesAt) = (question, options, isMany, showsNames, closesAt);

    public long Id { get; private set; }
    public long? PostId { get; private set; }
    public Post? Post { get; private set; }

    /// While its post waits for a facilitator.
    public long? HeldPostId { get; private set; }
    public HeldPost? HeldPost { get; private set; }
    public string Question { get; private set; }

    /// One on each line: a vote says which by their order.
    public string Options { get; private set; }
    public bool IsMany { get; private set; }
    public bool ShowsNames { get; private set; }

    /// From then on nobody votes; null: it stays open.
    public DateTime? ClosesAt { get; private set; }

    public IReadOnlyList<string> Lines => Options.Split('\n');

    /// Refuses no question, fewer than two options or more than ten, two that are the same, and a close that is not to come.
    public static Poll Of(PollForm form, Post? post, HeldPost? held, DateTime now)
    {
        var poll = new Poll("", "", isMany: false, showsNames: false, null) { Post = post, HeldPost = held };
        poll.Change(form, now);
        return poll;
    }

    /// Before the first vote: <see cref="Fixed"/>. True: something changed.
    public bool Change(PollForm form, DateTime now)
    {
        var question = Wording.RequireLine(form.Question, LongestQuestion, "Give the poll a question.");
        var lines = Wording.Clean(form.Options).Split('\n').Select(line => Wording.AllowLine(line, LongestOption));
        List<string> options = [.. lines.Where(line => !Wording.IsBlank(line))];
        if (options.Count < FewestOptions) throw new RefusedException("Give the poll two options at least: one on each line.");
        if (options.Count > MostOptions) throw new RefusedException($"A poll has {MostOptions} options at most. You have {options.Count}.");
        if (options.Distinct(StringComparer.OrdinalIgnoreCase).Count() < options.Count) throw new RefusedException("Two options of the poll are the same.");
        if (form.ClosesAt is { } closes && closes <= now && closes != ClosesAt) throw new RefusedException("Let the poll close later than now.");
        var all = (question, string.Join('\n', options), form.IsMany, form.ShowsNames, form.ClosesAt);
        if (all == (Question, Options, IsMany, ShowsNames, ClosesAt)) return false;
        (Question, Options, IsMany, ShowsNames, ClosesAt) = all;
        return true;
    }

    public bool IsOpenAt(DateTime now) => ClosesAt is null || ClosesAt > now;

    public void Close(DateTime now)
    {
        if (IsOpenAt(now)) ClosesAt = now;
    }

    public void Release(Post post) => (Post, HeldPost, HeldPostId) = (post, null, null);

    /// The options, by their numbers from 0, as one number. Refuses none, more than one where one is to be chosen, and any that are not there.
    public int Choose(IReadOnlyCollection<int> options, DateTime now)
    {
        if (!IsOpenAt(now)) throw new RefusedException("This poll is closed.");
        if (options.Count == 0) throw new RefusedException("Choose an option first.");
        if (options.Any(option => option < 0 || option >= Lines.Count)) throw new RefusedException("This poll has changed. Load the page again, and choose anew.");
        if (!IsMany && options.Distinct().Count() > 1) throw new RefusedException("Choose one option.");
        return options.Aggregate(0, (all, option) => all | (1 << option));
    }
}

/// How one person voted: one row a person, whatever they chose. Who it was is read only for themselves, and in a poll that says so before.
public sealed class PollVote
{
    PollVote(long pollId, long personId, int choices, DateTime at) => (PollId, PersonId, Choices, At) = (pollId, personId, choices, at);

    public long PollId { get; private set; }
    public Poll Poll { get; private set; } = null!;
    public long PersonId { get; private set; }

    /// A bit for each option, the first the lowest.
    public int Choices { get; private set; }
    public DateTime At { get; private set; }

    public static bool Chose(int choices, int option) => (choices & (1 << option)) != 0;

    /// By their numbers, from 0.
    public static IReadOnlyList<int> OptionsIn(int choices) => [.. Enumerable.Range(0, Poll.MostOptions).Where(option => Chose(choices, option))];

    public static PollVote In(Poll poll, long personId, int choices, DateTime now) => new(poll.Id, personId, choices, now);

    public void Change(int choices, DateTime now) => (Choices, At) = (choices, now);
}
