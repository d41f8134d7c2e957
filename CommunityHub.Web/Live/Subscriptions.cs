using CommunityHub.Live;

namespace CommunityHub.Web.Live;

/// What one connection listens to. When it goes, all of it goes, and nothing comes after.
sealed class Subscriptions : IDisposable
{
    readonly Dictionary<LiveTopic, IDisposable[]> all = [];
    bool isGone;

    public int Count
    {
        get { lock (all) return all.Count; }
    }

    public bool Has(LiveTopic topic)
    {
        lock (all) return all.ContainsKey(topic);
    }

    public void Add(LiveTopic topic, IDisposable[] listeners)
    {
        lock (all)
        {
            if (!isGone && all.TryAdd(topic, listeners)) return;
        }
        Leave(listeners);
    }

    /// False when it was gone already.
    public bool Remove(LiveTopic topic)
    {
        IDisposable[]? listeners;
        lock (all)
        {
            if (!all.Remove(topic, out listeners)) return false;
        }
        Leave(listeners);
        return true;
    }

    public void Dispose()
    {
        IDisposable[][] left;
        lock (all)
        {
            isGone = true;
            left = [.. all.Values];
            all.Clear();
        }
        foreach (var listeners in left) Leave(listeners);
    }

    static void Leave(IDisposable[] listeners)
    {
        foreach (var listener in listeners) listener.Dispose();
    }
}
