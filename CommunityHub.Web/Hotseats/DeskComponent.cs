using CommunityHub.Hotseats;

namespace CommunityHub.Web.Hotseats;

/// A live part of the guest's desk: it empties for who is neither its guest nor a facilitator any more.
public abstract class DeskComponent : RoomComponent
{
    /// Null: not there for this reader, or not any more.
    protected new HotseatRoom? Here => base.Here is { } room && (room.Standing.IsFacilitator || (Mine.IsGuest && room.Standing.IsMember)) ? room : null;

    protected sealed override bool ShowsMine => true;

    protected sealed override object Shows(HotseatRoom room, MyPart mine) =>
        room.Standing.IsFacilitator || (mine.IsGuest && room.Standing.IsMember) ? (mine.IsGuest, ShowsAtDesk(room)) : "";

    protected abstract object ShowsAtDesk(HotseatRoom room);
}
