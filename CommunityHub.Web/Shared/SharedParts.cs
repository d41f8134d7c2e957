using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Shared;

/// Parts of a live page that look the same to many who watch: drawn by their own component when first asked for, and kept as text that every
/// circuit shares. So a circuit holds one frame in place of a component and all that stands in it (docs/decisions/0029-what-a-watcher-costs.md).
/// What is one person's own never goes through it.
public sealed class SharedParts(IServiceScopeFactory scopes, ILoggerFactory log)
{
    const int MostOfAThing = 50;

    readonly ConditionalWeakTable<object, ConcurrentDictionary<object, MarkupString>> kept = [];

    /// Of: what it shows, the same object as long as it shows the same; kept as long as that lives. Sort: all else that decides how it looks,
    /// as a value without long texts. The component reads nothing that it must wait for.
    public MarkupString Of<TPart>(object of, object sort, ResourceAssetCollection assets, Func<Dictionary<string, object?>> parameters)
        where TPart : IComponent
    {
        var sorts = kept.GetValue(of, static _ => new());
        var key = (typeof(TPart), sort);
        if (sorts.TryGetValue(key, out var drawn)) return drawn;

        if (sorts.Count >= MostOfAThing) sorts.Clear();
        return sorts[key] = new(Draw<TPart>(assets, parameters()));
    }

    string Draw<TPart>(ResourceAssetCollection assets, Dictionary<string, object?> parameters)
        where TPart : IComponent
    {
        using var scope = scopes.CreateScope();
        using var renderer = new PartRenderer(scope.ServiceProvider, log, assets);
        var drawing = renderer.DrawAsync<TPart>(parameters);
        return drawing.IsCompleted ? drawing.GetAwaiter().GetResult() : throw new InvalidOperationException($"{typeof(TPart).Name} waits for something, and is no shared part.");
    }
}
