using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Sellers;

/// <summary>The memory of standings is one per host.</summary>
internal sealed class SellersRegistration : IContextRegistration
{
    public void Register(IServiceCollection services, IConfiguration settings) => services.AddSingleton<StandingMemory>();
}
