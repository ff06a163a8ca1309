using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>What of the catalogue is not found by scanning.</summary>
public static class CatalogRegistration
{
    /// <summary>Adds the bulk writer and the tally; the sweep only where background work runs.</summary>
    public static IServiceCollection AddCatalog(this IServiceCollection services, bool worker)
    {
        services.AddScoped<ProductCopy>();
        services.AddSingleton<ListingTally>();
        if (worker) services.AddHostedService<HoldSweep>();
        return services;
    }
}
