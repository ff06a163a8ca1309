using Marketplace.Application.Orders;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Orders;

/// <summary>What Orders needs beside what is found by scanning.</summary>
public static class OrdersRegistration
{
    /// <summary>Registers the bundle of published queries that checkout and placing read.</summary>
    public static IServiceCollection AddOrders(this IServiceCollection services) => services.AddScoped<TodaysTerms>();
}
