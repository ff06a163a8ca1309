using Microsoft.Extensions.Configuration;

namespace Marketplace.Infrastructure.Identity;

/// <summary>How tokens are kept safe: when keys turn, and what sessions are bound to.</summary>
/// <param name="RotateAfter">Age at which the signing key is replaced; zero for never.</param>
/// <param name="Refresh">How often a host looks at the keys on record.</param>
/// <param name="BindAgent">Sessions are good only for the User-Agent that opened them.</param>
/// <param name="BindNetwork">Sessions are good only from the network that opened them.</param>
internal sealed record TokenSettings(TimeSpan RotateAfter, TimeSpan Refresh, bool BindAgent, bool BindNetwork)
{
    public static TokenSettings Read(IConfiguration settings)
    {
        var binding = settings["Identity:BindSessions"] ?? "none";
        if (binding is not ("none" or "agent" or "network" or "both"))
            throw new InvalidOperationException("Identity:BindSessions is none, agent, network or both.");

        return new TokenSettings(
            settings.GetValue("Identity:RotateKeysAfter", TimeSpan.FromDays(30)),
            settings.GetValue("Identity:KeyRefresh", TimeSpan.FromSeconds(5)),
            binding is "agent" or "both", binding is "network" or "both");
    }
}
