using CommunityHub.Communities;
using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Hotseats;

/// A live part of a hotseat's pages. It reads the shared room through the door, and draws again only when what it shows has changed.
/// When the right to read is lost, it empties.
public abstract class RoomComponent : LiveComponent
{
    object? drawn;
    long mineVersion = -1;

    [Inject] HotseatRooms Rooms { get; set; } = default!;
    [Inject] LiveFeed Feed { get; set; } = default!;

    /// The hotseat's public id, and where it stands. They come from the page, protected, and say nothing to a browser.
    [Parameter, EditorRequired] public string Id { get; set; } = "";
    [Parameter, EditorRequired] public long HotseatId { get; set; }
    [Parameter, EditorRequired] public long CommunityId { get; set; }

    /// The IANA zone of who reads.
    [Parameter, EditorRequired] public string ReaderZone { get; set; } = "";

    /// Null: not there for this reader, or not any more.
    protected HotseatRoom? Here { get; private set; }
    protected MyPart Mine { get; private set; } = MyPart.None;
    protected TimeZoneInfo Zone => HotseatTimes.Zone(ReaderZone);

    /// What else it listens to: the votes, who is here.
    protected virtual IEnumerable<LiveTopic> MoreTopics => [];

    /// Whether it shows the reader's own part. Most do not, and are not woken by it.
    protected virtual bool ShowsMine => false;

    /// Everything of the room that it shows. Compared with what was drawn last.
    protected abstract object Shows(HotseatRoom room, MyPart mine);

    protected override LiveTopic[] Topics =>
    [
        LiveTopic.Hotseat(HotseatId),
        .. ShowsMine && Me.PersonId is { } me ? OwnTopics(me) : Array.Empty<LiveTopic>(),
        .. DoorMemory.TopicsOf(Me, CommunityId),
        .. MoreTopics,
    ];

    LiveTopic[] OwnTopics(long me) => [LiveTopic.Mine(HotseatId, me), LiveTopic.MyVotes(HotseatId, me)];

    protected override string InWords(string refusal) => Here?.Hotseat.Say(refusal) ?? refusal;

    /// By which door it comes in.
    protected virtual Task<HotseatRoom?> ReadRoomAsync(CancellationToken cancel) => Rooms.ReadAsync(Me, Id, cancel);

    protected virtual Task<MyPart> ReadMineAsync(HotseatRoom room, CancellationToken cancel) => Rooms.ReadMineAsync(Me, HotseatId, cancel);

    protected override async Task<bool> LoadAsync(CancellationToken cancel)
    {
        // The version first, then the read, as everywhere.
        var version = ShowsMine && Me.PersonId is { } me ? Feed.VersionOf(OwnTopics(me)) : 0;
        Here = await ReadRoomAsync(cancel);
        // Signed out meanwhile, elsewhere: what any visitor may read is no reason to leave somebody's own page open.
        if (Here?.Standing.Reader.KnownId != Me.PersonId) Here = null;
        if (Here is null) Mine = MyPart.None;
        else if (ShowsMine && version != mineVersion) Mine = await ReadMineAsync(Here, cancel);
        mineVersion = Here is null ? -1 : version;

        var now = Here is null ? null : Shows(Here, Mine);
        if (Equals(now, drawn)) return false;
        drawn = now;
        return true;
    }
}
