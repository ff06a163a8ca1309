using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marketplace.Application;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Infrastructure.Identity;

/// <summary>Writes and reads access tokens: compact JWS, ES256, <c>typ: at+jwt</c> (S2, RFC 9068).</summary>
/// <remarks>
/// A token's header must be, byte for byte, the one header a known key writes. So the algorithm is never the token's
/// choice, and <c>none</c>, foreign key ids, <c>jku</c>, <c>jwk</c>, <c>crit</c> and every other trick is refused unread.
/// </remarks>
public sealed class AccessTokenCodec(SigningKeys keys, IdentitySettings settings, TimeProvider time)
{
    /// <summary>How long an access token is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const int Longest = 4096;
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 3 };

    /// <summary>Changes whenever the set of keys does: what was proven before has to be proven again.</summary>
    internal int Turn => keys.Turn;

    /// <summary>What a token of this client would be bound to; null where tokens are bound to nothing.</summary>
    internal string? BindingOf(ClientTrace client) => Binding is null ? null : ClientTraits.BindingOf(client, Binding);

    /// <summary>What sessions are bound to; null for nothing.</summary>
    internal TokenSettings? Binding { get; init; }

    /// <summary>A signed token for a session.</summary>
    public AccessToken Write(
        UserId user, SessionId session, IReadOnlyList<string> roles, ShopId? shop, string? binding = null)
    {
        var key = keys.Current;
        var issued = time.GetUtcNow().ToUnixTimeSeconds();
        var expires = issued + (long)Lifetime.TotalSeconds;
        var payload = new Dictionary<string, object>
        {
            ["iss"] = settings.Issuer, ["aud"] = settings.Audience, ["sub"] = user.Value, ["sid"] = session.Value,
            ["jti"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            ["iat"] = issued, ["exp"] = expires, ["roles"] = roles,
        };
        if (shop is { } of) payload["shop"] = of.Value;
        if (binding is not null) payload["bnd"] = binding;

        var signed = $"{key.Header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(payload))}";
        var signature = key.Sign(Encoding.ASCII.GetBytes(signed));
        return new AccessToken($"{signed}.{Base64Url.EncodeToString(signature)}", Lifetime);
    }

    /// <summary>The claims of a genuine token that is good now; null for every other text.</summary>
    public AccessClaims? Read(string token)
    {
        if (token.Length > Longest) return null;
        var (first, last) = (token.IndexOf('.'), token.LastIndexOf('.'));
        if (first <= 0 || last <= first || token.AsSpan(first + 1, last - first - 1).Contains('.')) return null;

        if (!keys.ByHeader.TryGetValue(token[..first], out var key)) return null;
        if (Decode(token.AsSpan(last + 1)) is not { } signature) return null;
        if (!key.Proves(Encoding.ASCII.GetBytes(token[..last]), signature)) return null;

        return Decode(token.AsSpan(first + 1, last - first - 1)) is { } payload && Claims(payload) is { } claims
            && IsGoodNow(claims)
            ? claims
            : null;
    }

    /// <summary>Whether claims that were proven before have not expired meanwhile.</summary>
    public bool IsGoodNow(AccessClaims claims) => time.GetUtcNow() < claims.ExpiresAt + Skew;

    private AccessClaims? Claims(byte[] payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, Strict);
            var root = document.RootElement;
            var now = time.GetUtcNow();
            if (root.GetProperty("iss").GetString() != settings.Issuer) return null;
            if (root.GetProperty("aud").GetString() != settings.Audience) return null;
            if (At(root, "iat") is not { } issued || issued > now + Skew) return null;
            if (At(root, "nbf") is { } notBefore && notBefore > now + Skew) return null;
            if (root.GetProperty("jti").GetString() is not { Length: > 0 and <= 64 } tokenId) return null;
            if (At(root, "exp") is not { } expires) return null;

            var shop = root.TryGetProperty("shop", out var of) ? new ShopId(of.GetGuid()) : (ShopId?)null;
            var roles = root.GetProperty("roles").EnumerateArray().Select(r => r.GetString()!).ToArray();
            var (user, session) = (root.GetProperty("sub").GetGuid(), root.GetProperty("sid").GetGuid());
            return new AccessClaims(new UserId(user), new SessionId(session), roles, shop, expires)
            {
                TokenId = tokenId, Binding = root.TryGetProperty("bnd", out var binding) ? binding.GetString() : null,
            };
        }
        catch (Exception e) when (
            e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static DateTimeOffset? At(JsonElement root, string name) =>
        root.TryGetProperty(name, out var claim) && claim.TryGetInt64(out var seconds) && seconds is >= 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    // Two texts for the same bytes would be two tokens for one signature: only the canonical one is read.
    private static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Contains('=') || !Base64Url.IsValid(text)) return null;
        var bytes = Base64Url.DecodeFromChars(text);
        return text.SequenceEqual(Base64Url.EncodeToString(bytes)) ? bytes : null;
    }
}
