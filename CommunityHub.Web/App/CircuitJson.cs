using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.JSInterop;

namespace CommunityHub.Web.App;

/// Blazor gives each circuit JSON settings of its own, and with them a description of every type that goes through them: to write the one number
/// that its greeting holds, the thirty interfaces that a number has, each with its lists. That was a fifth of what a circuit held, and much of what
/// one costs to begin (docs/decisions/0029-what-a-watcher-costs.md). The framework's interfaces are left out here: what goes to a browser is told by what it is.
static class CircuitJson
{
    public static void KeepCircuitJsonSmall(this IServiceCollection services)
    {
        var blazors = services.Last(service => service.ServiceType == typeof(IJSRuntime));
        services.Replace(ServiceDescriptor.Scoped(all =>
        {
            var runtime = (IJSRuntime)ActivatorUtilities.CreateInstance(all, blazors.ImplementationType!);
            if (runtime is JSRuntime own) SettingsOf(own).TypeInfoResolver = Concrete.Only;
            return runtime;
        }));
    }

    // Meant for who derives from it; the class that does is Blazor's own, and internal.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    static extern JsonSerializerOptions SettingsOf(JSRuntime runtime);

    sealed class Concrete : IJsonTypeInfoResolver
    {
        public static readonly Concrete Only = new();

        readonly DefaultJsonTypeInfoResolver all = new();

        public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) => type == typeof(ValueType) || IsOfNumbersAndLists(type) ? null : all.GetTypeInfo(type, options);

        // Not those of Blazor: an answer without a value is one.
        static bool IsOfNumbersAndLists(Type type) => type.IsInterface && type.Namespace is { } name && name.StartsWith("System", StringComparison.Ordinal);
    }
}
