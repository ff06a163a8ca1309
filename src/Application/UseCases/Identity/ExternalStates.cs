using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>
/// A sign-in that is on its way through a provider, sealed into its <c>state</c>: nothing is stored until it comes back.
/// </summary>
/// <param name="Id">Each comes back once.</param>
/// <param name="Browser">Hash of the secret in the browser's cookie.</param>
/// <param name="User">The account to link to, and the session that asked; empty for a sign-in.</param>
internal sealed record ExternalState(
    Guid Id, string Provider, DateTimeOffset GoodUntil, byte[] Verifier, byte[] Nonce, byte[] Browser, Guid User, Guid Session)
{
    /// <summary>How long a person may take at the provider.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    /// <summary>Random bytes of a nonce.</summary>
    public const int NonceBytes = 16;

    private const string Purpose = "external sign-in";
    private const int Fixed = 16 + 8 + Domain.Identity.Pkce.Bytes + NonceBytes + 32 + 16 + 16;
    private const int Longest = 600;

    /// <summary>The text that travels.</summary>
    public string Seal(Ports.Identity.ISecretBox box)
    {
        var expiry = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(expiry, GoodUntil.ToUnixTimeMilliseconds());
        byte[] plain =
        [
            .. Id.ToByteArray(), .. expiry, .. Verifier, .. Nonce, .. Browser, .. User.ToByteArray(), .. Session.ToByteArray(),
            .. Encoding.UTF8.GetBytes(Provider),
        ];
        return Base64Url.EncodeToString(box.Seal(plain, Purpose));
    }

    /// <summary>What travelled; null when it is not ours or was changed.</summary>
    public static ExternalState? Open(string text, Ports.Identity.ISecretBox box)
    {
        if (text.Length is 0 or > Longest || !Base64Url.IsValid(text)) return null;
        if (box.Open(Base64Url.DecodeFromChars(text), Purpose) is not { Length: > Fixed } plain) return null;

        var at = 0;
        return new ExternalState(
            new Guid(Next(16)), Encoding.UTF8.GetString(plain, Fixed, plain.Length - Fixed),
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(Next(8))),
            Next(Domain.Identity.Pkce.Bytes), Next(NonceBytes), Next(32), new Guid(Next(16)), new Guid(Next(16)));

        byte[] Next(int length) => plain[at..(at += length)];
    }

    /// <summary>Whether it may come back now, to this provider, in this browser and for this person.</summary>
    public bool IsGood(string provider, string browser, UserId? user, SessionId? session, DateTimeOffset at) =>
        at < GoodUntil && Provider == provider && User == (user?.Value ?? Guid.Empty) && Session == (session?.Value ?? Guid.Empty)
        && CryptographicOperations.FixedTimeEquals(Browser, HashOf(browser));

    /// <summary>The hash of a browser's secret.</summary>
    public static byte[] HashOf(string browser) => SHA256.HashData(Encoding.UTF8.GetBytes("browser " + browser));
}
