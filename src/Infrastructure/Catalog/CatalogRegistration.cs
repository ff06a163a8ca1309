using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>What of the catalogue is not found by scanning: the bulk writer, the tally and, on workers, the sweep.</summary>
internal sealed class CatalogRegistration : IContextRegistration
{
    /// <inheritdoc/>
    public void Register(IServiceCollection services, IConfiguration settings)
    {
        services.AddScoped<ProductCopy>();
        services.AddSingleton<ListingTally>();
        var roles = settings["Host:Roles"] ?? "worker";
        if (roles.Contains("worker", StringComparison.Ordinal)) services.AddHostedService<HoldSweep>();
    }
}
