using CommunityHub.Live;
using CommunityHub.Web.Shared;

namespace CommunityHub.Web.Live;

/// The ears of one page: it hears each topic once for all its live parts. So a change costs a page one turn, however many of its parts show the
/// topic, and what has changed in them goes to the browser in one piece (docs/decisions/0029-what-a-watcher-costs.md).
public sealed class PageEars(LiveFeed feed)
{
    readonly Dictionary<LiveTopic, Ear> ears = [];

    /// Dispose what comes back to stop.
    public IDisposable Listen(LiveTopic topic, LiveComponent part)
    {
        lock (ears)
        {
            if (!ears.TryGetValue(topic, out var ear)) ears[topic] = ear = new Ear();
            ear.Parts = [.. ear.Parts, part];
            ear.Listening ??= feed.Listen(topic, () => RingAsync(ear, topic));
        }
        return new Listening(this, topic, part);
    }

    static Task RingAsync(Ear ear, LiveTopic topic) => Volatile.Read(ref ear.Parts) is [var first, ..] all ? first.HearAsync(topic, all) : Task.CompletedTask;

    void Leave(LiveTopic topic, LiveComponent part)
    {
        lock (ears)
        {
            if (!ears.TryGetValue(topic, out var ear)) return;
            ear.Parts = [.. ear.Parts.Where(other => other != part)];
            if (ear.Parts.Length > 0) return;
            ears.Remove(topic);
            ear.Listening?.Dispose();
        }
    }

    sealed class Ear
    {
        public LiveComponent[] Parts = [];
        public IDisposable? Listening;
    }

    sealed class Listening(PageEars page, LiveTopic topic, LiveComponent part) : IDisposable
    {
        public void Dispose() => page.Leave(topic, part);
    }
}
