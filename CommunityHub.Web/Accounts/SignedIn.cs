using System.Globalization;
using System.Security.Claims;
using CommunityHub.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommunityHub.Web.Accounts;

/// What the cookie says of who is signed in, and no more: the two ids.
static class SignedIn
{
    public const string PersonClaim = "hub:person";
    public const string SignInClaim = "hub:sign-in";

    /// Of a guest by a personal link: whose desk it opens, by the hotseat's public id.
    public const string DeskClaim = "hub:desk";

    public static string? DeskOf(this ClaimsPrincipal? user) => user?.FindFirstValue(DeskClaim);

    public static Actor ToActor(this ClaimsPrincipal? user) => user?.Identity?.IsAuthenticated == true
        ? new Actor(Number(user, PersonClaim), Number(user, SignInClaim))
        : Actor.Visitor;

    /// Every component gets the actor by [CascadingParameter], in a static page and in a circuit alike. It stays the same as long as
    /// the page is open, whoever signs in elsewhere in the same browser.
    public static void AddCascadingActor(this IServiceCollection services) => services.AddCascadingValue(all =>
    {
        var state = all.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync();
        // Asked by the first component that wants it, not by the renderer being made: then both hosts know, and there is nothing to wait for.
        return state.IsCompletedSuccessfully ? state.Result.User.ToActor() : Actor.Visitor;
    });

    static long? Number(ClaimsPrincipal user, string claim) =>
        long.TryParse(user.FindFirstValue(claim), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
