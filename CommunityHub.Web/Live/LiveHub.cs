using CommunityHub.Communities;
using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Web.Accounts;
using Microsoft.AspNetCore.SignalR;

namespace CommunityHub.Web.Live;

/// Tells programs that are no Blazor pages that something changed, and never what: "changed", a kind, a public id and a version. Whoever
/// hears it reads again, with their own rights. "gone" ends a subscription whose right was lost.
sealed class LiveHub(HotseatRooms rooms, LiveFeed feed, IHubContext<LiveHub> hub) : Hub
{
    public const int MostSubscriptions = 20;

    Subscriptions Mine => (Subscriptions)Context.Items[nameof(Subscriptions)]!;

    public override Task OnConnectedAsync()
    {
        Context.Items[nameof(Subscriptions)] = new Subscriptions();
        return Task.CompletedTask;
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        Mine.Dispose();
        return Task.CompletedTask;
    }

    /// To "hotseat", "hotseat-votes" or "hotseat-presence", by the hotseat's public id. Gives the version; null for what is not there, for
    /// what this reader may not see, and for a kind there is none of.
    public async Task<long?> Subscribe(string? kind, string? id)
    {
        var actor = Context.User.ToActor();
        if (kind is null || id is null || await TopicAsync(kind, id) is not { } topic) return null;

        var before = feed.VersionOf(topic);
        var room = await rooms.ReadAsync(actor, id, Context.ConnectionAborted);
        if (room is null || !IsStill(actor, room)) return null;
        if (Mine.Has(topic)) return before;
        if (Mine.Count >= MostSubscriptions) throw new HubException($"One connection listens to {MostSubscriptions} topics at most.");

        // A hub lives for one call; these three for the connection.
        var (client, connection, mine) = (hub.Clients.Client(Context.ConnectionId), Context, Mine);
        mine.Add(topic, [
            feed.Listen(topic, () => CheckAsync(isChanged: true)),
            .. DoorMemory.TopicsOf(actor, room.Standing.CommunityId).Select(rights => feed.Listen(rights, () => CheckAsync(isChanged: false))),
        ]);
        // What was taken away between the read and the listening.
        await CheckAsync(isChanged: false);
        return mine.Has(topic) ? before : null;

        async Task CheckAsync(bool isChanged)
        {
            var version = feed.VersionOf(topic);
            var now = await rooms.ReadAsync(actor, id);
            if (now is not null && IsStill(actor, now))
            {
                if (isChanged && mine.Has(topic)) await client.SendAsync("changed", kind, id, version);
            }
            else if (mine.Remove(topic))
            {
                await client.SendAsync("gone", kind, id);
                if (now is not null) connection.Abort(); // signed out: this line is nobody's any more
            }
        }
    }

    public async Task Unsubscribe(string? kind, string? id)
    {
        if (kind is not null && id is not null && await TopicAsync(kind, id) is { } topic) Mine.Remove(topic);
    }

    // Whose sign-in has ended reads what visitors read, but not on a line that was opened for somebody.
    static bool IsStill(Actor actor, HotseatRoom room) => room.Standing.Reader.KnownId == actor.PersonId;

    async Task<LiveTopic?> TopicAsync(string kind, string id) => await rooms.FindAsync(id) is not { } place ? null : kind switch
    {
        "hotseat" => LiveTopic.Hotseat(place.HotseatId),
        "hotseat-votes" => LiveTopic.Votes(place.HotseatId),
        "hotseat-presence" => LiveTopic.Presence(place.HotseatId),
        _ => null,
    };
}
