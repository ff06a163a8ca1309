using Marketplace.Ports.Shipping;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marketplace.Infrastructure.Shipping;

/// <summary>What Shipping keeps for the whole life of the host: its keys and the market's default tariff.</summary>
internal sealed class ShippingRegistration : IContextRegistration
{
    public void Register(IServiceCollection services, IConfiguration settings)
    {
        services.RemoveAll<ICodes>();
        services.AddSingleton<ICodes, Codes>();
        services.AddSingleton<StandardDelivery>();
    }
}
