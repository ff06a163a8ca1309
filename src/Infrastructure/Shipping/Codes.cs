using System.Security.Cryptography;
using System.Text;
using Marketplace.Ports.Shipping;
using Microsoft.Extensions.Configuration;

namespace Marketplace.Infrastructure.Shipping;

/// <summary>Codes from the system's generator, sealed with HMAC-SHA256 and kept with AES-GCM.</summary>
/// <remarks>The key is <c>Shipping:CodeKey</c> (base64, 32 bytes or more); without it one is derived from
/// <c>Identity:Pepper</c>.</remarks>
internal sealed class Codes : ICodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] _sealKey;
    private readonly byte[] _keepKey;
    private readonly byte[] _linkKey;

    public Codes(IConfiguration settings)
    {
        var text = settings["Shipping:CodeKey"] ?? settings["Identity:Pepper"]
            ?? throw new InvalidOperationException("Shipping:CodeKey is missing: set 32 random bytes as base64.");
        var master = Convert.FromBase64String(text);
        if (master.Length < 32) throw new InvalidOperationException("Shipping:CodeKey has fewer than 32 bytes.");
        _sealKey = Derive(master, "shipping code seal");
        _keepKey = Derive(master, "shipping code keep");
        _linkKey = Derive(master, "shipping tracking link");
    }

    public IssuedCode Issue(Guid subject, string purpose)
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", null);
        return new IssuedCode(Convert.ToBase64String(Seal(subject, purpose, code)), Keep(subject, purpose, code));
    }

    public bool Matches(Guid subject, string purpose, string entered, string seal) =>
        CryptographicOperations.FixedTimeEquals(Seal(subject, purpose, entered), Convert.FromBase64String(seal));

    public string Reveal(Guid subject, string purpose, string kept)
    {
        var bytes = Convert.FromBase64String(kept).AsSpan();
        Span<byte> code = stackalloc byte[bytes.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_keepKey, TagSize);
        aes.Decrypt(
            bytes[..NonceSize], bytes[(NonceSize + TagSize)..], bytes[NonceSize..(NonceSize + TagSize)], code,
            Context(subject, purpose));
        return Encoding.ASCII.GetString(code);
    }

    public string LinkCode(string number)
    {
        var hash = HMACSHA256.HashData(_linkKey, Encoding.UTF8.GetBytes(number));
        return string.Concat(hash.Take(16).Select(b => Alphabet[b & 31]));
    }

    public bool IsLinkCode(string number, string entered) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(LinkCode(number)), Encoding.UTF8.GetBytes(entered));

    private byte[] Seal(Guid subject, string purpose, string code) =>
        HMACSHA256.HashData(_sealKey, (byte[])[.. Context(subject, purpose), .. Encoding.UTF8.GetBytes(code)]);

    private string Keep(Guid subject, string purpose, string code)
    {
        var kept = new byte[NonceSize + TagSize + code.Length].AsSpan();
        RandomNumberGenerator.Fill(kept[..NonceSize]);
        using var aes = new AesGcm(_keepKey, TagSize);
        aes.Encrypt(
            kept[..NonceSize], Encoding.ASCII.GetBytes(code), kept[(NonceSize + TagSize)..],
            kept[NonceSize..(NonceSize + TagSize)],
            Context(subject, purpose));
        return Convert.ToBase64String(kept);
    }

    private static byte[] Context(Guid subject, string purpose) => Encoding.UTF8.GetBytes($"{purpose}:{subject:N}:");

    private static byte[] Derive(byte[] master, string use) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master, 32, info: Encoding.UTF8.GetBytes(use));
}
