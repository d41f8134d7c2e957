using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Shared;

/// A static page with several small forms (<see cref="ActForm"/>). A refusal is shown beside the form it belongs to, with what was typed
/// in it; what was done is said on the page that comes next.
public abstract class ActPage : HubComponent
{
    public const string FormName = "act";

    [Inject] protected NavigationManager Navigation { get; set; } = default!;

    /// Which form was sent, and on which row.
    [SupplyParameterFromForm(Name = "do")] protected string? Act { get; set; }
    [SupplyParameterFromForm(Name = "row")] protected string? RowId { get; set; }

    /// What was done just now: the name of a form of this page.
    [SupplyParameterFromQuery(Name = "done")] protected string? Done { get; set; }

    /// Why that form was refused, if it was.
    protected string? RefusalOf(string act, string? row = null) => Act == act && (row is null || RowId == row) ? Refusal : null;

    /// What was typed into that form and was refused; otherwise what to begin with.
    protected string? Kept(string? typed, string act, string? row = null, string? otherwise = null) =>
        Act == act && (row is null || RowId == row) ? typed : otherwise;

    /// Does it, and then goes there, so that loading the page again does not do it twice.
    protected async Task ThenGoAsync(Func<Task> act, string address)
    {
        if (await AttemptAsync(act)) Navigation.NavigateTo(address);
    }
}
