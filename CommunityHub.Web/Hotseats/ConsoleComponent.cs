using CommunityHub.Hotseats;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Hotseats;

/// A live part of the console: it empties for somebody who is no facilitator any more.
public abstract class ConsoleComponent : RoomComponent
{
    /// Null: not there for this reader, or not any more.
    protected new HotseatRoom? Here => base.Here is { Standing.IsFacilitator: true } room ? room : null;

    [Inject] AskerNames Askers { get; set; } = default!;

    /// Whether it shows the names that were given to the facilitators only.
    protected virtual bool ShowsNames => false;
    protected NamesForFacilitators Names { get; private set; } = NamesForFacilitators.None;

    protected string ButtonType => RendererInfo.IsInteractive ? "button" : "submit";

    protected override async Task<bool> LoadAsync(CancellationToken cancel)
    {
        if (ShowsNames) Names = await Askers.ReadAsync(Me, Id, cancel);
        return await base.LoadAsync(cancel);
    }

    protected sealed override object Shows(HotseatRoom room, MyPart mine) => room.Standing.IsFacilitator ? ShowsFacilitators(room) : "";

    protected abstract object ShowsFacilitators(HotseatRoom room);
}
