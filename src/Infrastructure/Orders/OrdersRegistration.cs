using Marketplace.Application.Orders;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Orders;

/// <summary>What Orders needs beside what is found by scanning.</summary>
internal sealed class OrdersRegistration : IContextRegistration
{
    /// <inheritdoc/>
    public void Register(IServiceCollection services, IConfiguration settings) => services.AddScoped<TodaysTerms>();
}
