using Microsoft.AspNetCore.Components;

namespace LiveCost.Shapes;

/// The id of the button that was clicked somewhere below the element that listens.
public sealed class PickEventArgs : EventArgs
{
    public int Id { get; set; }
}

/// Tells Razor of @onpick.
[EventHandler("onpick", typeof(PickEventArgs))]
public static class EventHandlers;
