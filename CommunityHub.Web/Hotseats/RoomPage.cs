using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Web.App;
using CommunityHub.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Hotseats;

/// A page of one hotseat. It comes in through the door; who may not see it is answered as if it had never been there.
public abstract class RoomPage : HubComponent
{
    [Inject] protected HotseatRooms Rooms { get; set; } = default!;
    [Inject] protected NavigationManager Navigation { get; set; } = default!;
    [CascadingParameter] Viewer? Viewer { get; set; }

    /// The hotseat's public id.
    [Parameter] public string Id { get; set; } = "";
    [CascadingParameter] protected HttpContext Request { get; set; } = default!;

    /// Null: not there for this reader.
    protected HotseatRoom? Room { get; private set; }
    protected MyPart Mine { get; private set; } = MyPart.None;

    /// Kept out of its community: that is all they are told.
    protected SuspensionCard? Suspension { get; private set; }

    /// The IANA zone of who reads.
    protected string Zone { get; private set; } = "";

    /// By which door it comes in.
    protected virtual Task<HotseatRoom?> ReadRoomAsync() => Rooms.ReadAsync(Me, Id);

    protected virtual Task<MyPart> ReadMineAsync(HotseatRoom room) => Rooms.ReadMineAsync(Me, room.HotseatId);

    /// Whether this page is there for this reader, who may read the room.
    protected virtual bool Admits(HotseatRoom room, MyPart mine) => true;

    /// What else the page needs. False: not there.
    protected virtual Task<bool> PrepareAsync(HotseatRoom room) => Task.FromResult(true);

    protected override string InWords(string refusal) => Room?.Hotseat.Say(refusal) ?? refusal;

    protected override async Task OnInitializedAsync()
    {
        var found = await ReadRoomAsync();
        if (found is null)
        {
            Suspension = await Rooms.SuspensionAsync(Me, Id);
            if (Suspension is null) Navigation.NotFound();
            else Zone = ReaderZone.Of(Viewer?.TimeZone, Request);
            return;
        }
        Mine = await ReadMineAsync(found);
        if (!Admits(found, Mine) || !await PrepareAsync(found))
        {
            Navigation.NotFound();
            return;
        }
        Zone = ReaderZone.Of(found.Standing.Reader.TimeZone, Request);
        Room = found;
    }
}
