namespace CommunityHub.Hotseats.Afterwards;

/// A hotseat in numbers, for its facilitators. People are counted and never named; who asked without a name is in no count of people.
public sealed record HotseatReport
{
    /// People who were in the room while it was open, and the most at once (visitors too).
    public required int Came { get; init; }
    public required int Peak { get; init; }

    /// People who asked under their name, and how many of them asked in this community for the first time.
    public required int Askers { get; init; }
    public required int FirstTimers { get; init; }

    /// Questions under which the room reads no name. Several that became one count once, and only where none of their askers gave a name.
    public required int Unnamed { get; init; }
    public required int Votes { get; init; }

    /// Under the answers.
    public required int Thanks { get; init; }
    public required int Questions { get; init; }
    public required int Answered { get; init; }
    public int Open => Questions - Answered;

    /// From the question, or from the beginning of the hour, to the answer: the middle one. Null: nothing was answered in the hour.
    public required int? MedianMinutes { get; init; }
    public required int FollowUps { get; init; }
    public required int FollowUpsOpen { get; init; }

    /// Null: nobody has been asked yet.
    public required HelpCounts? Help { get; init; }

    /// What they said, without names, in an order of its own.
    public required IReadOnlyList<string> HelpWords { get; init; }

    /// One line for each number: what it is, and the number. The same on the page and in the table.
    public IEnumerable<(string What, string Number)> Lines()
    {
        yield return ("People who came", Say(Came));
        yield return ("Most at once", Say(Peak));
        yield return ("People who asked, with their name", Say(Askers));
        yield return ("Of them, for the first time here", Say(FirstTimers));
        yield return ("Questions without a name", Say(Unnamed));
        yield return ("Votes", Say(Votes));
        yield return ("Questions", Say(Questions));
        yield return ("Answered", Say(Answered));
        yield return ("Open", Say(Open));
        yield return ("Thanks", Say(Thanks));
        yield return ("Median minutes to an answer", MedianMinutes is { } minutes ? Say(minutes) : "");
        yield return ("Follow-ups", Say(FollowUps));
        yield return ("Follow-ups still open", Say(FollowUpsOpen));
        if (Help is not { } help) yield break;
        yield return ("It helped", Say(help.Yes));
        yield return ("It helped partly", Say(help.Partly));
        yield return ("It did not help", Say(help.No));
    }

    static string Say(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// Of the answers given in the hour or while wrapping up. A question from before the hour waits from its beginning.
    internal static int? Median(ArchiveView archive)
    {
        var began = archive.Here.Hotseat.WentLiveAt;
        var minutes = archive.Answered
            .Where(row => archive.Here.Hotseat.ArchivedAt is not { } archived || row.Answer!.At <= archived)
            .Select(row => MinutesOf(row, began))
            .Order()
            .ToList();
        if (minutes.Count == 0) return null;
        var middle = minutes.Count / 2;
        return (int)Math.Round(minutes.Count % 2 == 1 ? minutes[middle] : (minutes[middle - 1] + minutes[middle]) / 2.0, MidpointRounding.AwayFromZero);
    }

    /// Whole minutes that one question waited.
    internal static int MinutesOf(QuestionRow row, DateTime? began)
    {
        var from = began > row.At ? began.Value : row.At;
        return Math.Max(0, (int)(row.Answer!.At - from).TotalMinutes);
    }
}
