using CommunityHub.Data;
using CommunityHub.People;
using CommunityHub.Text;
using CommunityHub.Web.App;
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

    /// What was typed as others will see it. Null: it was refused, for the reasons that sending it would be.
    protected async Task<string?> LookAsync(string? text, int longest, string ifEmpty, bool foldsQuotes = false)
    {
        string? html = null;
        await AttemptAsync(() =>
        {
            html = Markdown.ToHtml(Wording.Require(text, longest, ifEmpty), foldsQuotes: foldsQuotes);
            return Task.CompletedTask;
        });
        return html;
    }

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
        catch (Exception fault) when (LostLine.IsOne(fault))
        {
            Refusal = DatabaseAway.Words;
            return false;
        }
        finally
        {
            busy = false;
        }
    }
}
