using Marketplace.Infrastructure.Outbox;
using Marketplace.Ports.Admin;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Admin;

/// <summary>One set of buckets per host.</summary>
internal sealed class LimitsRegistration : IContextRegistration
{
    public void Register(IServiceCollection services, IConfiguration settings) => services.AddSingleton<IRateLimits>(sp => new RateLimits(
        LimitDefaults.Read(settings.GetSection("Limits")), sp.SharedMemory(), TimeProvider.System));
}
