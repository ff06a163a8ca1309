using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Infrastructure.Identity;

/// <summary>The keys that seal what must be readable again, by their names; today's seals, all of them open.</summary>
public sealed class SealingKeys
{
    private readonly Dictionary<string, byte[]> _keys;

    private SealingKeys(string today, Dictionary<string, byte[]> keys) => (Today, _keys) = (today, keys);

    /// <summary>Name of the key that seals.</summary>
    public string Today { get; }

    /// <summary>Names of all keys, today's first.</summary>
    public IEnumerable<string> Names => _keys.Keys.OrderByDescending(n => n == Today);

    /// <summary>The key of a name for one purpose; null when there is none of that name.</summary>
    public byte[]? For(string name, string purpose) => _keys.TryGetValue(name, out var key)
        ? HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Encoding.UTF8.GetBytes(purpose))
        : null;

    /// <summary>
    /// Reads <c>Identity:SealingKey</c> and the earlier ones; only development hosts and sandbox markets may go without and
    /// use one made from the pepper, or made up.
    /// </summary>
    public static SealingKeys Read(IConfiguration settings, bool development)
    {
        var identity = settings.GetSection("Identity");
        var keys = identity.GetSection("PreviousSealingKeys").GetChildren()
            .ToDictionary(k => k.Key, k => Bytes(k.Value, k.Path), StringComparer.Ordinal);
        var today = identity["SealingKeyId"] ?? "1";
        if (today.Length is 0 or > 16 || !today.All(char.IsAsciiLetterOrDigit))
            throw new InvalidOperationException("Identity:SealingKeyId is 1 to 16 letters and digits.");

        if (identity["SealingKey"] is { } given) keys[today] = Bytes(given, "Identity:SealingKey");
        else if (development || settings.GetValue("Market:Sandbox", false)) keys[today] = Substitute(identity["Pepper"]);
        else throw new InvalidOperationException("Identity:SealingKey is missing: base64 of at least 32 random bytes.");
        return new SealingKeys(today, keys);
    }

    private static byte[] Substitute(string? pepper) => pepper is null
        ? RandomNumberGenerator.GetBytes(32)
        : HKDF.DeriveKey(HashAlgorithmName.SHA256, Bytes(pepper, "Identity:Pepper"), 32, info: "sealing key"u8.ToArray());

    private static byte[] Bytes(string? base64, string name)
    {
        var bytes = new byte[(base64?.Length ?? 0) + 1];
        if (!Convert.TryFromBase64String(base64 ?? "", bytes, out var written))
            throw new InvalidOperationException($"{name} is not base64.");
        return written >= 32 ? bytes[..written] : throw new InvalidOperationException($"{name} is shorter than 32 bytes.");
    }
}
