using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Domain.Identity;

/// <summary>Proof that who redeems a code is who asked for it (RFC 7636): the challenge travels ahead, the verifier follows.</summary>
public static class Pkce
{
    /// <summary>Random bytes a verifier is made of.</summary>
    public const int Bytes = 32;

    /// <summary>The verifier of random bytes: 43 characters.</summary>
    public static string Verifier(ReadOnlySpan<byte> random) => Base64Url.EncodeToString(random);

    /// <summary>Its challenge by the method S256.</summary>
    public static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
