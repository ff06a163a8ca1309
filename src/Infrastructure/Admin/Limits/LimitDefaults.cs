using Marketplace.Ports.Admin;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Infrastructure.Admin;

/// <summary>The named limits of the product, and what a market's <c>Limits</c> section makes of them.</summary>
internal static class LimitDefaults
{
    /// <summary>How much the load profile raises every quota.</summary>
    private const int LoadFactor = 10_000;

    private static readonly (string Name, int Quota, int Seconds, int Burst)[] Known =
    [
        ("sign-in", 5, 60, 5), ("sign-in-network", 30, 60, 30), ("refresh", 30, 60, 30), ("register", 5, 3600, 5),
        ("sms-code", 1, 60, 1), ("place-order", 10, 60, 10), ("coupon", 10, 60, 10), ("generation", 20, 3600, 20),
        ("export", 3, 86_400, 3), ("staff", 30, 60, 30), ("search", 100, 60, 100), ("search-user", 300, 60, 300),
        ("catalogue", 100, 60, 100), ("writes", 60, 60, 60), ("opinion", 10, 3600, 10), ("chat", 60, 60, 60),
        ("upload", 30, 60, 30), ("api-key", 20, 1, 40), ("webhook", 200, 1, 200), ("default", 60, 60, 60),
    ];

    /// <summary>Every policy by name; a quota or window that makes no sense stops the start.</summary>
    public static Dictionary<string, LimitPolicy> Read(IConfigurationSection limits)
    {
        var factor = (limits["Profile"] ?? "product") switch
        {
            "product" => 1,
            "load" => LoadFactor,
            _ => throw new InvalidOperationException("Limits:Profile is product or load."),
        };
        var unknown = limits.GetSection("Policies").GetChildren().FirstOrDefault(p => Known.All(k => k.Name != p.Key));
        if (unknown is not null) throw new InvalidOperationException($"{unknown.Path} names no limit.");
        return Known.ToDictionary(k => k.Name, k => Policy(k, limits.GetSection($"Policies:{k.Name}"), factor), StringComparer.Ordinal);
    }

    private static LimitPolicy Policy(
        (string Name, int Quota, int Seconds, int Burst) known, IConfigurationSection own, int factor)
    {
        var quota = own.GetValue("Quota", known.Quota * factor);
        var seconds = own.GetValue("Seconds", known.Seconds);
        var burst = own.GetValue("Burst", quota * known.Burst / known.Quota);
        if (quota < 1 || seconds is < 1 or > 604_800 || burst < quota)
            throw new InvalidOperationException($"{own.Path} needs a Quota of 1 or more, Seconds from 1 to 604800, a Burst not below the Quota.");
        return new LimitPolicy(known.Name, quota, TimeSpan.FromSeconds(seconds), burst);
    }
}
