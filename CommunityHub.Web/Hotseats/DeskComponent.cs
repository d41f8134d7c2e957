using CommunityHub.Hotseats;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Hotseats;

/// A live part of the guest's desk: it empties for who neither sits in the hotseat nor holds it any more.
public abstract class DeskComponent : RoomComponent
{
    [Inject] HotseatDesks Desks { get; set; } = default!;

    protected sealed override bool ShowsMine => true;

    protected sealed override Task<HotseatRoom?> ReadRoomAsync(CancellationToken cancel) => Desks.ReadAsync(Me, Id, cancel);

    protected sealed override Task<MyPart> ReadMineAsync(HotseatRoom room, CancellationToken cancel) => Desks.ReadMineAsync(Me, room, cancel);

    protected sealed override object Shows(HotseatRoom room, MyPart mine) => (mine.IsGuest, ShowsAtDesk(room));

    protected abstract object ShowsAtDesk(HotseatRoom room);
}
