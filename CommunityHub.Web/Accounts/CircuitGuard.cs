using System.Collections.Concurrent;
using System.Diagnostics;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.SignalR;

namespace CommunityHub.Web.Accounts;

/// Whose a circuit is. It stays the property of the sign-in that began it: whoever comes back to it after a cut with another
/// cookie gets no circuit, and the page loads anew (dotnet/aspnetcore#65272: left alone, the circuit takes the new user, with the
/// old one's page). It also counts how many a person, and an address of the network, hold at once, on all servers together: those with a browser at the other
/// end. Blazor keeps what a lost line left for three minutes, which must not keep its owner out of the next page.
public sealed partial class CircuitGuard(OpenPages pages, ILogger<CircuitGuard> log)
{
    const int MostOfAPerson = 10;
    const int MostFromAnAddress = 500;

    readonly ConcurrentDictionary<string, Owned> bySecret = new();

    // What other servers say is some seconds old. One that is gone counts for so long, while those who were on it come here.
    static readonly TimeSpan UntilNews = TimeSpan.FromSeconds(5), Again = TimeSpan.FromMilliseconds(250);

    public bool IsUnlimited { get; init; }
    public int Count => bySecret.Count;

    /// How many have a browser at the other end.
    public int Open => bySecret.Values.Count(owned => owned.IsCounted);

    /// Null: too many are open. Whom only other servers' pages keep out waits for the next news of them.
    internal async Task<Owned?> TakeAsync(Actor actor, string from, string line, CancellationToken left)
    {
        var owned = new Owned(actor, from) { Line = line };
        for (var began = Stopwatch.GetTimestamp(); !TryCount(owned); await Task.Delay(Again, left))
        {
            if (!FitsHere(owned) || Stopwatch.GetElapsedTime(began) > UntilNews) return Refuse(actor);
        }
        return owned;
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
        Uncount(owned);
        if (owned.Secret is { } secret) bySecret.TryRemove(secret, out _);
    }

    /// That line of it is lost. Without a page there is nothing to come back to.
    internal void Rest(Owned owned, string line)
    {
        if (owned.Line != line) return; // it has a new one already
        if (!owned.HasPage) Leave(owned);
        else Uncount(owned);
    }

    /// Its line is back, under another name. Null: there is no such circuit, or its person has as many others open as one may.
    internal Owned? Return(string? secret, string line)
    {
        if (secret is null || !bySecret.TryGetValue(secret, out var owned)) return null;
        if (owned.Count() && !TryCount(owned))
        {
            owned.StopCounting();
            return null;
        }
        owned.Line = line;
        return owned;
    }

    void Uncount(Owned owned)
    {
        if (!owned.StopCounting()) return;
        pages.Close($"a{owned.From}");
        if (owned.Actor.PersonId is { } id) pages.Close($"p{id}");
    }

    /// By person and sign-in. False too for a circuit that nobody here has begun.
    internal bool IsOf(string? secret, Actor actor) => secret is not null && bySecret.TryGetValue(secret, out var owned) && owned.Actor == actor;

    Owned? Refuse(Actor actor)
    {
        LogTooMany(log, actor.PersonId);
        return null;
    }

    bool TryCount(Owned owned)
    {
        if (!TryCount($"a{owned.From}", MostFromAnAddress)) return false;
        if (owned.Actor.PersonId is not { } id || TryCount($"p{id}", MostOfAPerson)) return true;
        pages.Close($"a{owned.From}");
        return false;
    }

    bool TryCount(string key, int most) => pages.TryOpen(key, IsUnlimited ? int.MaxValue : most);

    bool FitsHere(Owned owned) => pages.CountHere($"a{owned.From}") < MostFromAnAddress && (owned.Actor.PersonId is not { } id || pages.CountHere($"p{id}") < MostOfAPerson);

    [LoggerMessage(LogLevel.Information, "No more circuits for person {PersonId}, or for their address")]
    static partial void LogTooMany(ILogger log, long? personId);

    internal sealed class Owned(Actor actor, string from)
    {
        int gone;
        int counted = 1;

        public Actor Actor => actor;
        public string From => from;
        public string? Secret { get; set; }

        /// The connection that it speaks over, or last spoke over.
        public required string Line { get; set; }
        public bool HasPage { get; set; }
        public bool IsGone => Volatile.Read(ref gone) == 1;
        public bool Go() => Interlocked.Exchange(ref gone, 1) == 0;
        public bool IsCounted => Volatile.Read(ref counted) == 1;
        public bool Count() => Interlocked.Exchange(ref counted, 1) == 0;
        public bool StopCounting() => Interlocked.Exchange(ref counted, 0) == 1;
    }
}

/// Stands before the hub that circuits speak to.
sealed class CircuitDoor(CircuitGuard guard) : IHubFilter
{
    /// Whose call is being done.
    internal static readonly AsyncLocal<CircuitGuard.Owned?> Calling = new();

    // Most calls say "drawn", once for each drawing of each page: they decide nothing here, and take the short way.
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next) =>
        invocation.HubMethodName is "OnRenderCompleted" ? next(invocation) : CallAsync(invocation, next);

    async ValueTask<object?> CallAsync(HubInvocationContext invocation, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var (actor, line) = (invocation.Context.User.ToActor(), invocation.Context.ConnectionId);
        Calling.Value = invocation.Context.Items[typeof(CircuitGuard)] as CircuitGuard.Owned;
        switch (invocation.HubMethodName)
        {
            case "StartCircuit":
                var from = invocation.Context.GetHttpContext()?.GetNetworkAddress() ?? "unknown";
                if (await guard.TakeAsync(actor, from, line, invocation.Context.ConnectionAborted) is not { } owned) throw new HubException("Too many pages are open at once. Close some, and load this one again.");
                invocation.Context.Items[typeof(CircuitGuard)] = Calling.Value = owned;
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

            // False: there is no such circuit. The script then loads the page anew, as whoever the cookie names.
            case "ConnectCircuit" when !guard.IsOf(First(invocation), actor):
                return false;
            case "ConnectCircuit":
                if (guard.Return(First(invocation), line) is not { } back) return false;
                var answer = await next(invocation);
                if (answer is true) invocation.Context.Items[typeof(CircuitGuard)] = back;
                else guard.Rest(back, line);
                return answer;

            // Makes a new circuit from what an ended one has left, for whoever asks. Our pages load anew instead.
            case "ResumeCircuit":
                return null;
            default:
                return await next(invocation);
        }
    }

    public Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (context.Context.Items[typeof(CircuitGuard)] is CircuitGuard.Owned owned) guard.Rest(owned, context.Context.ConnectionId);
        return next(context, exception);
    }

    static string? First(HubInvocationContext invocation) => invocation.HubMethodArguments is [string secret, ..] ? secret : null;
}

/// Told when a circuit ends.
sealed class CircuitEnd(CircuitGuard guard) : CircuitHandler
{
    // Blazor makes the handlers when a page's islands arrive, not when the circuit starts.
    readonly CircuitGuard.Owned? owned = CircuitDoor.Calling.Value;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (owned is not null) owned.HasPage = true;
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
        circuits.Services.AddSingleton(all => new CircuitGuard(all.GetRequiredService<OpenPages>(), all.GetRequiredService<ILogger<CircuitGuard>>()) { IsUnlimited = isUnlimited });
        circuits.Services.AddSingleton<CircuitDoor>();
        circuits.Services.AddScoped<CircuitHandler, CircuitEnd>();
        return circuits.AddHubOptions(options => options.AddFilter<CircuitDoor>());
    }
}
