using System.Security.Cryptography;
using System.Text;
using Marketplace.Domain.Identity;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>Where an attempt comes from.</summary>
/// <param name="Address">The caller's network address.</param>
/// <param name="Network">The part of it that names a household or company: /24, or /56 of IPv6.</param>
public sealed record SignInOrigin(string Address, string Network)
{
    public override string ToString() => "SignInOrigin ***";
}

/// <summary>Counting wrong attempts by name, address and network, the same wherever something can be guessed (S7).</summary>
public sealed record AttemptCounting(ISignInFailures Failures, IAccountTerms Terms)
{
    /// <summary>Whether the name, the address or its network is locked.</summary>
    public async Task<bool> AreLocked(string name, SignInOrigin? origin, DateTimeOffset at, CancellationToken ct) =>
        (await Failures.Of(Keys(name, origin), at, ct)).Any(f => f.IsLocked(at));

    /// <summary>Counts a wrong attempt; true when it locked the name.</summary>
    public async Task<bool> Count(string name, SignInOrigin? origin, DateTimeOffset at, CancellationToken ct)
    {
        var limits = Terms.Current.Limits;
        var rules = new[] { limits.PerName, limits.PerAddress, limits.PerNetwork };
        var caused = false;
        foreach (var (key, rule) in Keys(name, origin).Zip(rules))
            caused |= (await Failures.Count(key, new LockRule(rule, limits.LockFor), at, ct)).LockedNow && key[0] == 'n';
        return caused;
    }

    /// <summary>After a success only the name's count starts again: an attacker's own account does not wash an address clean.</summary>
    public Task Forget(string name, CancellationToken ct) => Failures.Forget(Key(name), ct);

    /// <summary>The keys of an attempt: name, address, network.</summary>
    public static IReadOnlyList<string> Keys(string name, SignInOrigin? origin) =>
        origin is null ? [Key(name)] : [Key(name), $"address {origin.Address}", $"block {origin.Network}"];

    // Names of strangers are personal data too: only their hash is kept.
    private static string Key(string name) => "name " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
}
