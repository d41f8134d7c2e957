using System.Collections.Concurrent;
using CommunityHub.People;
using CommunityHub.Web.Accounts;
using Microsoft.AspNetCore.SignalR;

namespace CommunityHub.Web.App;

/// A circuit stays whose it was. Blazor lets anybody who knows its id take up a circuit again, and gives it the user of the new
/// connection (dotnet/aspnetcore#65272): somebody else's page, with somebody else's rights.
sealed class CircuitOwners(TimeProvider clock) : IHubFilter
{
    // Longer than Blazor keeps a circuit without a connection.
    static readonly TimeSpan Kept = TimeSpan.FromMinutes(15);

    readonly ConcurrentDictionary<string, Owner> owners = new();

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var actor = call.Context.User.ToActor();
        if (call.HubMethodName is "ConnectCircuit" or "ResumeCircuit" && call.HubMethodArguments is [string known, ..])
        {
            if (!owners.TryGetValue(known, out var owner) || owner.Actor != actor) return call.HubMethodName is "ConnectCircuit" ? false : null;
            Take(call.Context, known, actor);
        }
        var answer = await next(call);
        if (call.HubMethodName is "StartCircuit" && answer is string begun) Take(call.Context, begun, actor);
        return answer;
    }

    public Task OnDisconnectedAsync(HubLifetimeContext line, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (line.Context.Items[typeof(CircuitOwners)] is string circuit && owners.TryGetValue(circuit, out var owner) && owner.Line == line.Context.ConnectionId)
        {
            owners[circuit] = owner with { LeftAt = clock.GetUtcNow() };
        }
        foreach (var (old, left) in owners.Where(one => one.Value.LeftAt + Kept < clock.GetUtcNow())) owners.TryRemove(KeyValuePair.Create(old, left));
        return next(line, exception);
    }

    void Take(HubCallerContext line, string circuit, Actor actor)
    {
        line.Items[typeof(CircuitOwners)] = circuit;
        owners[circuit] = new Owner(actor, line.ConnectionId, null);
    }

    sealed record Owner(Actor Actor, string Line, DateTimeOffset? LeftAt);
}
