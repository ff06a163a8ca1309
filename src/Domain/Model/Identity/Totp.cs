using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Domain.Identity;

/// <summary>Time-based one-time codes (RFC 6238 over RFC 4226) with what every authenticator app understands: SHA-1, 6, 30 s.</summary>
public static class Totp
{
    /// <summary>Bytes of a secret.</summary>
    public const int SecretLength = 20;

    /// <summary>Digits of a code.</summary>
    public const int Digits = 6;

    /// <summary>Seconds a code is shown.</summary>
    public const int Seconds = 30;

    /// <summary>The step a moment falls into.</summary>
    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / Seconds;

    /// <summary>The code of a step.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6238 with SHA-1 is what authenticator apps speak; HMAC-SHA-1 is not broken.")]
    public static string Code(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, hash);
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0x0f)..]) & int.MaxValue;
        var limit = 1;
        for (var i = 0; i < digits; i++) limit *= 10;
        return (number % limit).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>
    /// The step a code belongs to: the one of the moment, the one before or after it, later than the last one used; else null.
    /// </summary>
    public static long? Match(ReadOnlySpan<byte> secret, string code, DateTimeOffset at, long lastUsed)
    {
        long? match = null;
        var given = Encoding.UTF8.GetBytes(code);
        for (var step = StepAt(at) - 1; step <= StepAt(at) + 1; step++)
        {
            // Every step is computed and compared in full, so that the time tells nothing.
            var expected = Encoding.ASCII.GetBytes(Code(secret, step));
            if (CryptographicOperations.FixedTimeEquals(expected, given) && step > lastUsed) match ??= step;
        }

        return match;
    }

    /// <summary>The text authenticator apps read from a QR code.</summary>
    public static string Uri(string issuer, string account, ReadOnlySpan<byte> secret)
    {
        var (who, name) = (System.Uri.EscapeDataString(issuer), System.Uri.EscapeDataString(account));
        return $"otpauth://totp/{who}:{name}?secret={Base32.Write(secret)}&issuer={who}"
            + $"&algorithm=SHA1&digits={Digits}&period={Seconds}";
    }
}

/// <summary>Base32 of RFC 4648 without padding.</summary>
public static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Write(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 + 4) / 5);
        var (buffer, bits) = (0, 0);
        foreach (var b in bytes)
        {
            (buffer, bits) = ((buffer << 8) | b, bits + 8);
            while (bits >= 5) text.Append(Alphabet[(buffer >> (bits -= 5)) & 31]);
            buffer &= (1 << bits) - 1;
        }

        if (bits > 0) text.Append(Alphabet[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }
}
