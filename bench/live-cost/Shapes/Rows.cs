using LiveCost.Room;
using Microsoft.AspNetCore.Components;

namespace LiveCost.Shapes;

/// What every shape of the two lists is given.
public abstract class Rows : ComponentBase
{
    [Parameter, EditorRequired] public Words Words { get; set; } = default!;
    [Parameter, EditorRequired] public Votes Votes { get; set; } = default!;
    [Parameter, EditorRequired] public IReadOnlySet<int> Mine { get; set; } = default!;
    [Parameter, EditorRequired] public EventCallback<int> OnVote { get; set; }

    protected string IsMine(Question question) => Mine.Contains(question.Id) ? "true" : "false";
}
