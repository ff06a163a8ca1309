using System.Reflection;
using Marketplace.Adapters.Http;
using Marketplace.Adapters.Http.Documents;

namespace Marketplace.Host;

/// <summary>Maps every resource of the REST adapter and refuses to start when one does not say who may call it.</summary>
internal static class EndpointMap
{
    /// <summary>Maps health always, the API when this host serves it.</summary>
    public static void MapAll(WebApplication app, bool api)
    {
        HealthEndpoints.Map(app);
        Observability.Map(app);
        if (!api) return;

        app.UseApiDocument();
        MapEach(typeof(IEndpoints), app.MapGroup("/api/v1"));
        MapEach(typeof(IRootEndpoints), app);

        var undecided = ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<Access>() is null).Select(e => e.RoutePattern.RawText).ToList();
        if (undecided.Count > 0)
            throw new InvalidOperationException($"These endpoints do not say who may call them: {string.Join(", ", undecided)}.");
    }

    private static void MapEach(Type shape, IEndpointRouteBuilder routes)
    {
        foreach (var type in shape.Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(shape)))
        {
            var map = type.GetMethod(nameof(IEndpoints.Map), BindingFlags.Public | BindingFlags.Static)
                ?? throw new InvalidOperationException($"{type.Name} hides its Map method.");
            map.Invoke(null, [routes]);
        }
    }
}
