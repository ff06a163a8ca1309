using Marketplace.Ports;
using Marketplace.Ports.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Hosts that share memory enable one adapter for it; a host alone needs none.</summary>
internal static class SharedMemoryChoice
{
    /// <summary>The memory that is enabled, if any.</summary>
    public static ISharedMemory? SharedMemory(this IServiceProvider services) =>
        services.GetService<IProviders<ISharedMemory>>() switch
        {
            null or { Codes: [] } => null,
            { Codes: [var only] } providers => providers.Find(only),
            _ => throw new InvalidOperationException("Enable at most one shared memory under Adapters:SharedMemory."),
        };
}
