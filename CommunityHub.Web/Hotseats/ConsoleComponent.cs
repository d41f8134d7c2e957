using CommunityHub.Hotseats;

namespace CommunityHub.Web.Hotseats;

/// A live part of the console: it empties for somebody who is no facilitator any more.
public abstract class ConsoleComponent : RoomComponent
{
    /// Null: not there for this reader, or not any more.
    protected new HotseatRoom? Here => base.Here is { Standing.IsFacilitator: true } room ? room : null;

    protected string ButtonType => RendererInfo.IsInteractive ? "button" : "submit";

    protected sealed override object Shows(HotseatRoom room, MyPart mine) => room.Standing.IsFacilitator ? ShowsFacilitators(room) : "";

    protected abstract object ShowsFacilitators(HotseatRoom room);
}
