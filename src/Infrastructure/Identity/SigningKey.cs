using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Infrastructure.Identity;

/// <summary>One P-256 key under its thumbprint, usable by many threads.</summary>
public sealed class SigningKey
{
    /// <summary>Bytes of an ES256 signature: r and s.</summary>
    public const int SignatureLength = 64;

    private readonly Func<ECDsa> _open;
    private readonly ConcurrentBag<ECDsa> _idle = [];

    private SigningKey(Func<ECDsa> open, bool signs)
    {
        (_open, Signs) = (open, signs);
        var key = open();
        var point = key.ExportParameters(false);
        if (key.KeySize != 256 || point.Curve.Oid.Value != ECCurve.NamedCurves.nistP256.Oid.Value)
            throw new InvalidOperationException("Identity:SigningKey is not a P-256 key.");

        (X, Y) = (Base64Url.EncodeToString(point.Q.X), Base64Url.EncodeToString(point.Q.Y));
        Id = Base64Url.EncodeToString(
            SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""")));
        Header = Base64Url.EncodeToString(Encoding.ASCII.GetBytes($$"""{"alg":"ES256","typ":"at+jwt","kid":"{{Id}}"}"""));
        PublicKey = key.ExportSubjectPublicKeyInfo();
        _idle.Add(key);
    }

    /// <summary>RFC 7638 thumbprint.</summary>
    public string Id { get; }

    /// <summary>True when the private half is here.</summary>
    public bool Signs { get; }

    /// <summary>The first segment of every token this key signs.</summary>
    public string Header { get; }

    /// <summary>First coordinate, base64url.</summary>
    public string X { get; }

    /// <summary>Second coordinate, base64url.</summary>
    public string Y { get; }

    /// <summary>SPKI DER.</summary>
    public byte[] PublicKey { get; }

    /// <summary>A key that can sign, from PKCS8 DER.</summary>
    public static SigningKey FromPrivate(byte[] der) =>
        new(() => Import(der, (key, bytes) => key.ImportPkcs8PrivateKey(bytes, out _)), true);

    /// <summary>A key that is good for reading, from SPKI DER.</summary>
    public static SigningKey FromPublic(byte[] der) =>
        new(() => Import(der, (key, bytes) => key.ImportSubjectPublicKeyInfo(bytes, out _)), false);

    /// <summary>A key that may only be good for reading, from PKCS8 or SPKI DER.</summary>
    public static SigningKey FromAny(byte[] der)
    {
        try
        {
            return FromPrivate(der);
        }
        catch (InvalidOperationException)
        {
            return FromPublic(der);
        }
    }

    /// <summary>A fresh private key, PKCS8 DER.</summary>
    public static byte[] MakeUp()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    /// <summary>The signature (r and s) over some bytes.</summary>
    public byte[] Sign(byte[] content) => Use(key => key.SignData(content, HashAlgorithmName.SHA256));

    /// <summary>Whether the signature over some bytes is this key's.</summary>
    public bool Proves(byte[] content, byte[] signature) => signature.Length == SignatureLength
        && Use(key => key.VerifyData(content, signature, HashAlgorithmName.SHA256));

    // ECDsa does not promise to be thread-safe, so every thread takes an instance for itself.
    private T Use<T>(Func<ECDsa, T> work)
    {
        var key = _idle.TryTake(out var idle) ? idle : _open();
        var done = work(key);
        _idle.Add(key);
        return done;
    }

    private static ECDsa Import(byte[] der, Action<ECDsa, byte[]> import)
    {
        var key = ECDsa.Create();
        try
        {
            import(key, der);
            return key;
        }
        catch (CryptographicException e)
        {
            key.Dispose();
            throw new InvalidOperationException(
                "Identity:SigningKey or one of Identity:PreviousKeys is not a P-256 key in DER.", e);
        }
    }
}
