using System.Globalization;
using System.Security.Claims;
using CommunityHub.Accounts;
using CommunityHub.People;
using CommunityHub.Web.App;
using CommunityHub.Web.Start;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;

namespace CommunityHub.Web.Accounts;

/// The cookie that says who is signed in. It holds two ids and a key; at each request the sign-in's row is asked whether it still stands.
static class HubCookie
{
    const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    const string KeyClaim = "hub:key";
    const string ChallengeNote = "step";

    public static void AddHubCookie(this WebApplicationBuilder site)
    {
        var isOpenLine = site.IsOnTheLan();
        site.AddSealingKeys();
        site.Services.AddAuthorization();
        site.Services.AddAuthentication(Scheme).AddCookie(options =>
        {
            Guard(options.Cookie, "hub", isOpenLine);
            options.ExpireTimeSpan = SignIn.LongestRest;
            options.SlidingExpiration = true;
            options.LoginPath = "/account/login";
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnValidatePrincipal = ValidateAsync;
            options.Events.OnRedirectToLogin = AskToSignIn;
            options.Events.OnRedirectToAccessDenied = refused => Answer(refused, StatusCodes.Status404NotFound);
        });
        site.Services.AddAntiforgery(options => Guard(options.Cookie = isOpenLine ? new CookieBuilder() : new SecureCookie(), "hub-form", isOpenLine, CookieSecurePolicy.None));
    }

    /// `dotnet run -- --lan`: other machines may look at a site in development over plain HTTP. Browsers drop a __Host- cookie there.
    public static bool IsOnTheLan(this WebApplicationBuilder site) => site.Environment.IsDevelopment() && site.Configuration.GetValue<bool>("lan");

    /// By a guest's personal link: good for the desk of that hotseat, and nothing else (<see cref="GuestGate"/>).
    public static Task SignInGuestAsync(this HttpContext context, Ticket ticket, string hotseatId) =>
        WriteAsync(context, ticket, new Claim(SignedIn.DeskClaim, hotseatId));

    /// Gives where to go: back, or to the second step, and from there back. No sign-in is there before all steps are done.
    public static async Task<string> SignInAsync(this HttpContext context, Ticket ticket, string back)
    {
        if (ticket.IsHalf)
        {
            context.SetNote(ChallengeNote, ticket.Key, SignInChallenge.Lasts);
            return $"/account/second-step?returnUrl={Uri.EscapeDataString(back)}";
        }
        context.TakeNote(ChallengeNote);
        var services = context.RequestServices;
        if (!services.GetRequiredService<LanMode>().LetsAdministratorsInFrom(context.Connection.RemoteIpAddress)
            && (await services.GetRequiredService<OwnDetails>().FaceAsync(ticket.Actor))?.IsAdministrator is true)
        {
            await services.GetRequiredService<SignIns>().EndAsync(ticket.Actor);
            throw new RefusedException("An administrator signs in from the server's own machine while the site is open to the network.");
        }
        await WriteAsync(context, ticket);
        return back;
    }

    /// The key of the challenge that this browser was given.
    public static string? GetChallenge(this HttpContext context) => context.Request.Cookies[NoteName(context, ChallengeNote)];

    /// A cookie beside the one of the sign-in, guarded as that one is, for a few minutes.
    public static void SetNote(this HttpContext context, string name, string words, TimeSpan lasts)
    {
        var options = Cookie(context).Build(context);
        options.MaxAge = lasts;
        context.Response.Cookies.Append(NoteName(context, name), words, options);
    }

    /// Reads it for the last time.
    public static string? TakeNote(this HttpContext context, string name)
    {
        var words = context.Request.Cookies[NoteName(context, name)];
        if (words is not null) context.Response.Cookies.Delete(NoteName(context, name), Cookie(context).Build(context));
        return words;
    }

    static async Task WriteAsync(HttpContext context, Ticket ticket, params Claim[] more)
    {
        Claim[] claims =
        [
            new Claim(SignedIn.PersonClaim, Words(ticket.PersonId)),
            new Claim(SignedIn.SignInClaim, Words(ticket.SignInId)),
            new Claim(KeyClaim, ticket.Key),
            .. more,
        ];
        var user = new ClaimsPrincipal(new ClaimsIdentity(claims, Scheme));
        await context.SignInAsync(Scheme, user, new AuthenticationProperties { IsPersistent = true, IssuedUtc = ticket.StartedAt });
    }

    static async Task ValidateAsync(CookieValidatePrincipalContext cookie)
    {
        var (actor, key) = (cookie.Principal.ToActor(), cookie.Principal?.FindFirstValue(KeyClaim));
        var signIns = cookie.HttpContext.RequestServices.GetRequiredService<SignIns>();
        if (actor is { PersonId: { } person, SignInId: { } signIn } && await signIns.HoldsAsync(person, signIn, key)) return;

        cookie.RejectPrincipal();
        await cookie.HttpContext.SignOutAsync(Scheme);
    }

    // What was typed cannot come along in a redirect: then the page of words keeps it (FormKept).
    static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> login)
    {
        if (!HttpMethods.IsGet(login.Request.Method) && !HttpMethods.IsHead(login.Request.Method))
        {
            return login.HttpContext.RefuseAsync(StatusCodes.Status401Unauthorized);
        }
        login.Response.Redirect(login.RedirectUri);
        return Task.CompletedTask;
    }

    static Task Answer(RedirectContext<CookieAuthenticationOptions> login, int status)
    {
        login.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    static void Guard(CookieBuilder cookie, string name, bool isOpenLine, CookieSecurePolicy secure = CookieSecurePolicy.Always)
    {
        cookie.Name = isOpenLine ? name : $"__Host-{name}";
        cookie.SecurePolicy = isOpenLine ? CookieSecurePolicy.None : secure;
        (cookie.HttpOnly, cookie.SameSite, cookie.Path, cookie.IsEssential) = (true, SameSiteMode.Lax, "/", true);
    }

    static CookieBuilder Cookie(HttpContext context) => context.RequestServices.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Scheme).Cookie;

    static string NoteName(HttpContext context, string name) => $"{Cookie(context).Name}-{name}";

    static string Words(long id) => id.ToString(CultureInfo.InvariantCulture);

    // Secure, but without antiforgery's own check that this very request came by TLS: it did not where a proxy ends it, nor on
    // localhost, where browsers take such cookies all the same.
    sealed class SecureCookie : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure = true;
            return options;
        }
    }
}
