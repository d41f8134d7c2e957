using Microsoft.AspNetCore.Components;

namespace LiveCost.Room;

/// A waiting question. Fixed is all of its row but the button, as one piece of markup that every circuit shares.
public sealed record Question(int Id, string Text, string Asker)
{
    public string Label { get; } = $": {Text[..Math.Min(40, Text.Length)]}…";

    /// What follows the count inside the button.
    public MarkupString ButtonEnd { get; } = new($"""Me too<span class="vh">: {Text[..Math.Min(40, Text.Length)]}…</span>""");

    public MarkupString Fixed { get; } = new($"""<div><p class="ask">{Text}</p><p class="meta cluster s">{Asker} <span class="badge">Waiting</span></p></div>""");
}
