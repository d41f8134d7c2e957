using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.HtmlRendering.Infrastructure;

namespace CommunityHub.Web.Shared;

/// Draws a component apart from any page, as text.
sealed class PartRenderer(IServiceProvider services, ILoggerFactory log, ResourceAssetCollection assets) : StaticHtmlRenderer(services, log)
{
    protected override ResourceAssetCollection Assets => assets;

    public Task<string> DrawAsync<TPart>(IDictionary<string, object?> parameters)
        where TPart : IComponent => Dispatcher.InvokeAsync(async () =>
        {
            var part = BeginRenderingComponent(typeof(TPart), ParameterView.FromDictionary(parameters));
            await part.QuiescenceTask;
            return part.ToHtmlString();
        });
}
