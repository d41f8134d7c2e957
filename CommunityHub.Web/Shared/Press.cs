using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Shared;

/// A button in a live list was pressed: one handler for the whole list, so that a row costs a circuit almost nothing
/// (docs/decisions/0002-live-cost.md). hub.js raises it for buttons with data-press. What it says comes from a browser: ask the door.
[EventHandler("onpress", typeof(PressEventArgs), enableStopPropagation: true, enablePreventDefault: true)]
public static class EventHandlers;

public sealed class PressEventArgs : EventArgs
{
    /// Which button: its data-press.
    public string? What { get; set; }

    /// On which row: its value.
    public string? Id { get; set; }
}
