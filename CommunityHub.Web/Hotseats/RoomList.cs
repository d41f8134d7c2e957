using CommunityHub.Hotseats;

namespace CommunityHub.Web.Hotseats;

/// A list of a room as one reader has it before them: its order stands still until they ask for a new one; twenty at a time.
public sealed class RoomList
{
    public const int PageLength = 20;

    string[] order = [];
    HashSet<string> known = [];
    int fresh;
    string[] own = [];
    string[] onPage = [];

    // What was taken last: a reading of the room, which of its questions, and the reader's own part.
    RoomSnapshot? taken;
    IReadOnlyList<QuestionRow>? takenFrom;
    MyPart? takenOf;

    // As their asker sees them before the room does.
    IReadOnlyList<QuestionRow> unseen = [];

    public bool IsStarted { get; private set; }
    public bool ByNewest { get; private set; }
    public bool FirstFirst { get; private set; }
    public int Page { get; private set; } = 1;
    public int Pages => Math.Max(1, (order.Length + PageLength - 1) / PageLength);
    public int Count => order.Length;

    /// How many are there that this reader has not asked to see.
    public int New => fresh;

    /// The rows on the screen, at most twenty. One that was taken away leaves it.
    public IReadOnlyList<QuestionRow> Shown { get; private set; } = [];

    /// Which page an address asks for. Anything that is no page of ours means the first.
    public static int PageOf(string? said) =>
        int.TryParse(said, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var page) ? page : 1;

    /// Puts them in order anew. The most wanted first.
    public void Start(IReadOnlyList<QuestionRow> waiting, bool byNewest, VoteCounts votes, int page = 1)
    {
        ByNewest = byNewest;
        Set(byNewest ? waiting : [.. waiting.MostWantedFirst(votes)], page);
    }

    public void StartAnswers(IReadOnlyList<QuestionRow> answered, bool firstFirst, int page = 1)
    {
        FirstFirst = firstFirst;
        Set(firstFirst ? [.. answered.Reverse()] : answered, page);
    }

    /// The reader's own that came after the list was put in order: they stand above it at once, and move nothing that was there.
    public void TakeOwn(RoomSnapshot room, MyPart mine, IReadOnlyList<QuestionRow> onlyMine)
    {
        if (onlyMine.Count > 0 || unseen.Count > 0) taken = null;
        unseen = onlyMine;
        if (ReferenceEquals(room, taken) && ReferenceEquals(mine, takenOf)) return;
        takenOf = mine;
        string[] fresh = [.. unseen.Select(q => q.Id).Concat(mine.Asked.Where(id => room.Find(id) is { Answer: null })).Where(id => !known.Contains(id)).Distinct()];
        if (fresh.Length == 0) return;
        own = [.. fresh, .. own];
        known.UnionWith(fresh);
        taken = null;
    }

    /// Takes what changed, in place. Nothing has where it is the same room: votes ring more often than words.
    public void Take(RoomSnapshot room, IReadOnlyList<QuestionRow> all)
    {
        if (ReferenceEquals(room, taken) && ReferenceEquals(all, takenFrom)) return;
        (taken, takenFrom) = (room, all);
        fresh = 0;
        foreach (var question in all)
        {
            if (!known.Contains(question.Id)) fresh++;
        }
        Shown = Find(room);
    }

    public void TurnTo(int page, RoomSnapshot room)
    {
        TurnTo(page);
        Shown = Find(room);
    }

    /// To the twenty among which that one is; nowhere where it is not there.
    public void TurnToRow(string id, RoomSnapshot room)
    {
        if (Array.IndexOf(order, id) is >= 0 and var index) TurnTo(index / PageLength + 1, room);
    }

    void Set(IReadOnlyList<QuestionRow> rows, int page)
    {
        (order, own, fresh, IsStarted) = ([.. rows.Select(q => q.Id)], [], 0, true);
        known = [.. order];
        taken = null;
        TurnTo(page);
        Shown = [.. rows.Skip((Page - 1) * PageLength).Take(PageLength)];
    }

    void TurnTo(int page)
    {
        Page = Math.Clamp(page, 1, Pages);
        onPage = [.. order.Skip((Page - 1) * PageLength).Take(PageLength)];
    }

    // The same list as long as its rows are the same, so that they are not drawn again.
    IReadOnlyList<QuestionRow> Find(RoomSnapshot room)
    {
        QuestionRow[] rows = [.. own.Select(id => room.Find(id) ?? unseen.FirstOrDefault(q => q.Id == id)).OfType<QuestionRow>(), .. onPage.Select(room.Find).OfType<QuestionRow>()];
        return rows.SequenceEqual(Shown, ReferenceEqualityComparer.Instance) ? Shown : rows;
    }
}
