using System.Collections.Concurrent;
using CommunityHub.People;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;

namespace CommunityHub.Web.Accounts;

/// Whose a circuit is. It stays the property of the sign-in that began it: whoever comes back to it after a cut with another
/// cookie gets no circuit, and the page loads anew (dotnet/aspnetcore#65272: left alone, the circuit takes the new user, with the
/// old one's page). It also counts how many a person, and an address of the network, hold open at once.
public sealed partial class CircuitGuard(ILogger<CircuitGuard> log)
{
    const int MostOfAPerson = 10;
    const int MostFromAnAddress = 500;

    readonly ConcurrentDictionary<string, Owned> bySecret = new();
    readonly ConcurrentDictionary<string, int> counts = new();

    public bool IsUnlimited { get; init; }

    /// How many lines are open.
    public int Open => bySecret.Values.Count(owned => owned.IsCounted);

    /// Null: too many.
    internal Owned? Take(Actor actor, string from)
    {
        var owned = new Owned(actor, from);
        return TryHold(owned) ? owned : null;
    }

    internal void Name(Owned owned, string secret)
    {
        owned.Secret = secret;
        if (!owned.IsGone) bySecret[secret] = owned;
        if (owned.IsGone) bySecret.TryRemove(secret, out _);
    }

    internal void Leave(Owned owned)
    {
        if (!owned.Go()) return;
        LetGo(owned);
        if (owned.Secret is { } secret) bySecret.TryRemove(secret, out _);
    }

    /// Null where this actor may not have it, or holds too many.
    internal Owned? TakeAgain(string? secret, Actor actor) =>
        secret is not null && bySecret.TryGetValue(secret, out var owned) && IsOf(owned, actor) && TryHold(owned) ? owned : null;

    /// A line dropped. Whoever has a poor one and loads the page again must not be refused for what is waiting to end; how much of
    /// that is kept, Blazor itself limits.
    internal void LetGo(Owned owned)
    {
        if (!owned.Uncount()) return;
        Uncount($"a{owned.From}");
        if (owned.Actor.PersonId is { } id) Uncount($"p{id}");
    }

    // By person and by sign-in.
    static bool IsOf(Owned owned, Actor actor) => owned.Actor == actor;

    bool TryHold(Owned owned)
    {
        if (!owned.Count()) return true;
        var (from, person) = ($"a{owned.From}", owned.Actor.PersonId is { } id ? $"p{id}" : null);
        if (TryCount(from, MostFromAnAddress))
        {
            if (person is null || TryCount(person, MostOfAPerson)) return true;
            Uncount(from);
        }
        owned.Uncount();
        LogTooMany(log, owned.Actor.PersonId);
        return false;
    }

    bool TryCount(string key, int most)
    {
        if (counts.AddOrUpdate(key, 1, (_, held) => held + 1) <= most || IsUnlimited) return true;
        Uncount(key);
        return false;
    }

    void Uncount(string key)
    {
        if (counts.AddOrUpdate(key, 0, (_, held) => held - 1) <= 0) counts.TryRemove(KeyValuePair.Create(key, 0));
    }

    [LoggerMessage(LogLevel.Information, "No more circuits for person {PersonId}, or for their address")]
    static partial void LogTooMany(ILogger log, long? personId);

    internal sealed class Owned(Actor actor, string from)
    {
        int gone;
        int counted;

        public Actor Actor => actor;
        public string From => from;
        public string? Secret { get; set; }
        public bool IsGone => Volatile.Read(ref gone) == 1;
        public bool Go() => Interlocked.Exchange(ref gone, 1) == 0;
        public bool IsCounted => Volatile.Read(ref counted) == 1;
        public bool Count() => Interlocked.Exchange(ref counted, 1) == 0;
        public bool Uncount() => Interlocked.Exchange(ref counted, 0) == 1;
    }
}

/// Stands before the hub that circuits speak to.
sealed class CircuitDoor(CircuitGuard guard) : IHubFilter
{
    internal static readonly AsyncLocal<CircuitGuard.Owned?> Beginning = new();

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var actor = invocation.Context.User.ToActor();
        switch (invocation.HubMethodName)
        {
            case "StartCircuit":
                var from = invocation.Context.GetHttpContext()?.GetNetworkAddress() ?? "unknown";
                if (guard.Take(actor, from) is not { } owned) throw new HubException("Too many pages are open at once. Close some, and load this one again.");
                Beginning.Value = owned;
                string? secret = null;
                try
                {
                    return secret = await next(invocation) as string;
                }
                finally
                {
                    if (secret is null) guard.Leave(owned);
                    else guard.Name(owned, secret);
                }

            // False: there is no such circuit. The script then loads the page anew, as whoever the cookie names. Blazor itself would
            // connect whoever knows the circuit's secret, and then give the circuit the user of the new connection.
            case "ConnectCircuit":
                if (guard.TakeAgain(First(invocation), actor) is not { } again) return false;
                var isBack = await next(invocation);
                if (isBack is not true) guard.LetGo(again);
                return isBack;

            // Makes a new circuit from what an ended one has left, for whoever asks. Our pages load anew instead.
            case "ResumeCircuit":
                return null;
            default:
                return await next(invocation);
        }
    }

    static string? First(HubInvocationContext invocation) => invocation.HubMethodArguments is [string secret, ..] ? secret : null;
}

/// Made with each circuit, and told when it ends.
sealed class CircuitEnd(CircuitGuard guard) : CircuitHandler
{
    // Made within StartCircuit, so it is the one that is beginning.
    readonly CircuitGuard.Owned? owned = CircuitDoor.Beginning.Value;

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (owned is not null) guard.LetGo(owned);
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (owned is not null) guard.Leave(owned);
        return Task.CompletedTask;
    }
}

static class CircuitGuards
{
    public static IServerSideBlazorBuilder GuardCircuits(this IServerSideBlazorBuilder circuits, bool isUnlimited)
    {
        circuits.Services.AddSingleton(all => new CircuitGuard(all.GetRequiredService<ILogger<CircuitGuard>>()) { IsUnlimited = isUnlimited });
        circuits.Services.AddSingleton<CircuitDoor>();
        circuits.Services.AddScoped<CircuitHandler, CircuitEnd>();
        return circuits.AddHubOptions(options => options.AddFilter<CircuitDoor>());
    }
}
