using CommunityHub.People;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Shared;

/// What everything that acts or shows something personal inherits. The one place where a refusal becomes words on the screen.
public abstract class HubComponent : ComponentBase
{
    bool busy;

    [CascadingParameter] public Actor Me { get; set; }

    /// Words for the person, to be shown beside what was pressed.
    protected string? Refusal { get; set; }

    /// A refusal as this page says it.
    protected virtual string InWords(string refusal) => refusal;

    /// True when it was done. A second click, sent before the first one's render arrived, does nothing.
    protected async Task<bool> AttemptAsync(Func<Task> act)
    {
        if (busy) return false;
        (busy, Refusal) = (true, null);
        try
        {
            await act();
            return true;
        }
        catch (RefusedException refused)
        {
            Refusal = InWords(refused.Message);
            return false;
        }
        finally
        {
            busy = false;
        }
    }
}
