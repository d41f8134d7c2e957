namespace CommunityHub.Web.Hotseats;

/// Questions that a facilitator has ticked, over all pages of the queue.
public sealed class Picks
{
    readonly HashSet<string> ids = [];
    readonly Dictionary<string, Action> turns = [];

    public int Count => ids.Count;

    public bool Has(string id) => ids.Contains(id);

    /// Those that have no box on the screen.
    public IEnumerable<string> Besides(IEnumerable<string> shown) => ids.Except(shown);

    /// Ticked, or no more. One delegate a row, kept (docs/decisions/0002-live-cost.md).
    public Action Turn(string id) => turns.TryGetValue(id, out var kept) ? kept : turns[id] = () =>
    {
        if (!ids.Remove(id)) ids.Add(id);
    };
}
