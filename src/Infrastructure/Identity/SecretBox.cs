using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Infrastructure.Identity;

/// <summary>AES-256-GCM: length and name of the key, nonce, tag, and what is sealed.</summary>
internal sealed class SecretBox(SealingKeys keys) : ISecretBox
{
    private const int Nonce = 12;
    private const int Tag = 16;

    public byte[] Seal(ReadOnlySpan<byte> secret, string purpose)
    {
        var name = Encoding.ASCII.GetBytes(keys.Today);
        var box = new byte[1 + name.Length + Nonce + Tag + secret.Length];
        box[0] = (byte)name.Length;
        name.CopyTo(box, 1);
        var rest = box.AsSpan(1 + name.Length);
        RandomNumberGenerator.Fill(rest[..Nonce]);
        using var aes = new AesGcm(keys.For(keys.Today, purpose)!, Tag);
        aes.Encrypt(rest[..Nonce], secret, rest[(Nonce + Tag)..], rest[Nonce..(Nonce + Tag)]);
        return box;
    }

    public byte[]? Open(ReadOnlySpan<byte> box, string purpose)
    {
        if (box.Length < 1 || box.Length < 1 + box[0] + Nonce + Tag) return null;
        if (keys.For(Encoding.ASCII.GetString(box[1..(1 + box[0])]), purpose) is not { } key) return null;

        var rest = box[(1 + box[0])..];
        var secret = new byte[rest.Length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        try
        {
            aes.Decrypt(rest[..Nonce], rest[(Nonce + Tag)..], rest[Nonce..(Nonce + Tag)], secret);
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public byte[] Random(int length) => RandomNumberGenerator.GetBytes(length);
}

/// <summary>HMAC-SHA256 over a letter's id, with keys for links and for codes.</summary>
internal sealed class OneTimeSecrets(SealingKeys keys) : IOneTimeSecrets
{
    private const int MacLength = 20;
    private const string Links = "letter link";
    private const string Codes = "letter code";

    public string Link(LetterId letter)
    {
        var id = letter.Value.ToByteArray();
        return Base64Url.EncodeToString([.. id, .. Mac(keys.Today, Links, id)[..MacLength]]);
    }

    public string Code(LetterId letter) => Code(keys.Today, letter);

    public LetterId? LetterOf(string link)
    {
        if (link is not { Length: 48 } || !Base64Url.IsValid(link)) return null;
        var bytes = Base64Url.DecodeFromChars(link);
        if (bytes.Length != 16 + MacLength) return null;

        var id = bytes[..16];
        return keys.Names.Any(n => CryptographicOperations.FixedTimeEquals(Mac(n, Links, id).AsSpan(0, MacLength), bytes.AsSpan(16)))
            ? new LetterId(new Guid(id))
            : null;
    }

    public bool IsCode(LetterId letter, string code)
    {
        var given = Encoding.UTF8.GetBytes(code);
        return keys.Names.Any(n => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Code(n, letter)), given));
    }

    private string Code(string key, LetterId letter)
    {
        var number = BinaryPrimitives.ReadUInt64BigEndian(Mac(key, Codes, letter.Value.ToByteArray())) % 1_000_000;
        return number.ToString("D6", CultureInfo.InvariantCulture);
    }

    private byte[] Mac(string key, string purpose, byte[] id) => HMACSHA256.HashData(keys.For(key, purpose)!, id);
}
