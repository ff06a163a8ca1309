using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Infrastructure.Identity;

/// <summary>
/// Encrypts private keys for the database (AES-256-GCM, the key's name as associated data) with a key derived from the
/// settings' signing key: whoever has the database alone has no key.
/// </summary>
internal sealed class KeySeal(byte[] root)
{
    private const int Nonce = 12;
    private const int Tag = 16;

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256, root, 32, info: "marketplace identity signing-key seal v1"u8.ToArray());

    /// <summary>Nonce, ciphertext and tag.</summary>
    public byte[] Close(string kid, byte[] der)
    {
        var closed = new byte[Nonce + der.Length + Tag];
        RandomNumberGenerator.Fill(closed.AsSpan(0, Nonce));
        using var aes = new AesGcm(_key, Tag);
        aes.Encrypt(
            closed.AsSpan(0, Nonce), der, closed.AsSpan(Nonce, der.Length), closed.AsSpan(Nonce + der.Length),
            Encoding.ASCII.GetBytes(kid));
        return closed;
    }

    /// <summary>The private key; null when another secret or another name closed it.</summary>
    public byte[]? Open(string kid, byte[] closed)
    {
        if (closed.Length <= Nonce + Tag) return null;
        var der = new byte[closed.Length - Nonce - Tag];
        try
        {
            using var aes = new AesGcm(_key, Tag);
            aes.Decrypt(
                closed.AsSpan(0, Nonce), closed.AsSpan(Nonce, der.Length), closed.AsSpan(Nonce + der.Length), der,
                Encoding.ASCII.GetBytes(kid));
            return der;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
