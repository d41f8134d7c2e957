using System.Globalization;
using System.Security.Cryptography;
using CommunityHub.Accounts;
using CommunityHub.People;
using CommunityHub.Site;
using CommunityHub.Vitals;
using CommunityHub.Web.App;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CommunityHub.Web.Accounts;

/// What browser and server say to each other about a passkey (WebAuthn, by Identity's handler). Keys are bound to the name of the site's own
/// address, never to what a request claims. Between question and answer the browser keeps the question, sealed, in a cookie.
public sealed class PasskeyCeremony(UserManager<Account> users, Passkeys keys, SiteAddress address, IDataProtectionProvider protection, TimeProvider clock)
{
    public const string NotHere = "Passkeys work where the site is opened by its own address.";

    static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    /// Where the site is looked at by another name, or by a number, browsers refuse.
    public async Task<bool> IsOfferedAsync(HttpContext context) =>
        await FindSiteAsync() is { HostNameType: UriHostNameType.Dns } site && string.Equals(site.Host, context.Request.Host.Host, StringComparison.OrdinalIgnoreCase);

    public async Task<string> BeginMakingAsync(HttpContext context, Actor actor)
    {
        var owner = await keys.OwnerAsync(actor);
        var options = await (await HandlerAsync()).MakeCreationOptionsAsync(owner, context);
        Keep(context, "make", options.AttestationState!);
        return options.CreationOptionsJson;
    }

    public async Task<UserPasskeyInfo> FinishMakingAsync(HttpContext context, Actor actor, string? answer)
    {
        var owner = await keys.OwnerAsync(actor);
        var result = await (await HandlerAsync()).PerformAttestationAsync(new() { HttpContext = context, CredentialJson = Require(answer), AttestationState = Take(context, "make") });
        return result.Succeeded && result.UserEntity.Id == owner.Id ? result.Passkey : throw new RefusedException("The passkey could not be made. Try again.");
    }

    public async Task<string> BeginSigningInAsync(HttpContext context)
    {
        var options = await (await HandlerAsync()).MakeRequestOptionsAsync(null, context);
        Keep(context, "use", options.AssertionState!);
        return options.RequestOptionsJson;
    }

    public async Task<Ticket> FinishSigningInAsync(HttpContext context, string? answer)
    {
        var state = Take(context, "use");
        var result = await (await HandlerAsync()).PerformAssertionAsync(new() { HttpContext = context, CredentialJson = Require(answer), AssertionState = state });
        if (!result.Succeeded)
        {
            HubMeter.SignInFailed("passkey");
            throw new RefusedException("This passkey is not known here. Sign in in another way.");
        }
        return await keys.SignInAsync(result.Passkey, state, context.GetDevice());
    }

    async Task<PasskeyHandler<Account>> HandlerAsync()
    {
        var site = await FindSiteAsync() ?? throw new RefusedException(NotHere);
        return new PasskeyHandler<Account>(users, Options.Create(new IdentityPasskeyOptions
        {
            ServerDomain = site.Host,
            AuthenticatorTimeout = Lasts,
            UserVerificationRequirement = "required", // or it were one step, and not two
            ResidentKeyRequirement = "required", // found without typing a name first
            ValidateOrigin = origin => ValueTask.FromResult(!origin.CrossOrigin && origin.Origin == site.GetLeftPart(UriPartial.Authority)),
        }));
    }

    async Task<Uri?> FindSiteAsync() => Uri.TryCreate(await address.FindAsync(), UriKind.Absolute, out var site) ? site : null;

    void Keep(HttpContext context, string way, string state) => context.SetNote("passkey", Seal(way).Protect($"{(clock.GetUtcNow() + Lasts).ToUnixTimeSeconds()} {state}"), Lasts);

    string Take(HttpContext context, string way)
    {
        try
        {
            if (context.TakeNote("passkey") is { } kept && Seal(way).Unprotect(kept).Split(' ', 2) is [var until, var state]
                && long.Parse(until, CultureInfo.InvariantCulture) > clock.GetUtcNow().ToUnixTimeSeconds()) return state;
        }
        catch (CryptographicException) { } // not ours, or sealed with keys that are gone
        throw new RefusedException("That took too long. Try again.");
    }

    IDataProtector Seal(string way) => protection.CreateProtector("CommunityHub.Passkeys", way);

    static string Require(string? answer) => answer is { Length: > 0 and < 20_000 } ? answer : throw new RefusedException("The browser gave no passkey. Try again.");
}

static class PasskeyEndpoints
{
    public static void AddPasskeys(this IServiceCollection services) => services.AddScoped<PasskeyCeremony>();

    /// The questions for the browser's script: passkeys.js. The answers come in ordinary forms.
    public static void MapPasskeys(this WebApplication app)
    {
        app.MapPost("/account/passkeys/new", (HttpContext context, PasskeyCeremony passkeys) => AskAsync(() => passkeys.BeginMakingAsync(context, context.User.ToActor()))).RequireForm().RequireAuthorization();
        app.MapPost("/account/passkeys/question", (HttpContext context, PasskeyCeremony passkeys) => AskAsync(() => passkeys.BeginSigningInAsync(context))).RequireForm().AllowAnonymous();
    }

    static async Task<IResult> AskAsync(Func<Task<string>> ask)
    {
        try
        {
            return Results.Text(await ask(), "application/json");
        }
        catch (RefusedException refused)
        {
            return Results.Text(refused.Message, "text/plain", statusCode: StatusCodes.Status409Conflict);
        }
    }
}
