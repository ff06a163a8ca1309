using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Marketplace.Adapters.Sdk.SignIn;

/// <summary>What an ID token must be (OpenID Connect Core 3.1.3.7).</summary>
/// <param name="Issuers">Spellings of the issuer that are taken.</param>
/// <param name="Audience">Our client id.</param>
/// <param name="Algorithms">What it may be signed with; nothing else is looked at.</param>
public sealed record IdTokenRules(IReadOnlyList<string> Issuers, string Audience, IReadOnlyList<string> Algorithms);

/// <summary>The claims of a genuine token, or what was wrong with it.</summary>
public sealed record IdTokenReading(JsonElement? Claims, string? Fault)
{
    /// <inheritdoc/>
    public override string ToString() => $"IdTokenReading {Fault ?? "***"}";
}

/// <summary>Checks ID tokens: signature by the provider's own keys, issuer, audience, times and nonce.</summary>
public sealed class IdTokens(SigningKeySet keys, IdTokenRules rules, TimeProvider time)
{
    private const int Longest = 16 * 1024;
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(60);
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Reads a token; asks the provider for its keys where they are not known yet.</summary>
    public async Task<IdTokenReading> Read(string token, string nonce, Uri keysAddress, CancellationToken ct)
    {
        if (token.Length > Longest || token.Split('.') is not [var head, var body, var proof]) return Fault("malformed");
        if (Json(head) is not { } header || Json(body) is not { } claims || Bytes(proof) is not { } signature) return Fault("malformed");

        // Keys a token brings along or points to are never looked at; what it declares critical we would have to understand.
        var algorithm = ProviderAnswer.Text(header, "alg") ?? "";
        if (!rules.Algorithms.Contains(algorithm)) return Fault("algorithm");
        if (header.TryGetProperty("crit", out _) || ProviderAnswer.Text(header, "typ") is not (null or "JWT")) return Fault("header");
        if (ProviderAnswer.Text(header, "kid") is not { Length: > 0 and <= 200 } kid) return Fault("key");

        var proved = await keys.Proves(keysAddress, kid, algorithm, Encoding.ASCII.GetBytes($"{head}.{body}"), signature, ct);
        if (proved is not true) return Fault(proved is null ? "key" : "signature");
        return FaultOf(claims, nonce) is { } fault ? Fault(fault) : new IdTokenReading(claims, null);
    }

    private string? FaultOf(JsonElement claims, string nonce)
    {
        var now = time.GetUtcNow();
        if (!rules.Issuers.Contains(ProviderAnswer.Text(claims, "iss"))) return "issuer";
        if (!IsForUs(claims)) return "audience";
        if (At(claims, "exp") is not { } expires || now >= expires + Skew) return "expired";
        if (At(claims, "iat") is not { } issued || issued > now + Skew) return "issued-at";
        if (claims.TryGetProperty("nbf", out _) && !(At(claims, "nbf") <= now + Skew)) return "not-yet";
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(ProviderAnswer.Text(claims, "nonce") ?? ""), Encoding.UTF8.GetBytes(nonce)) ? null : "nonce";
    }

    // A text, a number (Telegram) or a list; of several we must be the one it was made for.
    private bool IsForUs(JsonElement claims)
    {
        if (!claims.TryGetProperty("aud", out var aud)) return false;
        var named = aud.ValueKind == JsonValueKind.Array ? aud.EnumerateArray().Select(Plain).ToArray() : [Plain(aud)];
        var party = claims.TryGetProperty("azp", out var azp) ? Plain(azp) : null;
        return named.Contains(rules.Audience) && (party is null ? named.Length == 1 : party == rules.Audience);
    }

    private static string? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static DateTimeOffset? At(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var claim) && claim.ValueKind == JsonValueKind.Number
        && claim.TryGetDouble(out var seconds) && seconds is >= 0 and < 253402300799
            ? DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds))
            : null;

    private static JsonElement? Json(string part)
    {
        if (Bytes(part) is not { } bytes) return null;
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Only the canonical spelling of the bytes is read.
    private static byte[]? Bytes(string part)
    {
        if (part.Length == 0 || part.Contains('=', StringComparison.Ordinal) || !Base64Url.IsValid(part)) return null;
        var bytes = Base64Url.DecodeFromChars(part);
        return Base64Url.EncodeToString(bytes) == part ? bytes : null;
    }

    private static IdTokenReading Fault(string what) => new(null, what);
}
