using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Adapters.Payments.Sandbox.Wire;

/// <summary>Proves that a webhook comes from the provider and is fresh: <c>t=unix seconds,v1=hex of HMAC-SHA256("t.body")</c>.</summary>
internal static class Signature
{
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    public static string Sign(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"t={time},v1={Convert.ToHexStringLower(Mac(secret, time, body))}";
    }

    public static bool Proves(string? header, IEnumerable<string> secrets, DateTimeOffset now, ReadOnlyMemory<byte> body)
    {
        if (header is null || header.Length > 512) return false;

        var parts = header.Split(',', StringSplitOptions.TrimEntries);
        var time = parts.FirstOrDefault(p => p.StartsWith("t=", StringComparison.Ordinal))?[2..];
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) return false;
        if (seconds > 253_402_300_799 || (DateTimeOffset.FromUnixTimeSeconds(seconds) - now).Duration() > Tolerance) return false;

        var given = parts.Where(p => p.StartsWith("v1=", StringComparison.Ordinal)).Select(p => Hex(p[3..])).ToList();

        // No early exit: the time taken must not tell which secret or signature came close.
        var proven = false;
        foreach (var secret in secrets)
        {
            var expected = Mac(secret, time!, body.Span);
            foreach (var mac in given) proven |= CryptographicOperations.FixedTimeEquals(expected, mac);
        }

        return proven;
    }

    private static byte[] Hex(string text) =>
        text.Length == 64 && text.All(char.IsAsciiHexDigit) ? Convert.FromHexString(text) : [];

    private static byte[] Mac(string secret, string time, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes(time + "."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
