using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Contracts.Kit.Identity;

namespace Marketplace.Tests.Integration.Adapters.Identity;

/// <summary>A provider's signing keys and the ID tokens it makes, flawed where a test asks for it.</summary>
internal sealed class ProviderTokens(string algorithm)
{
    // Making RSA keys takes longer than the tests: all providers of a run share them.
    private static readonly ConcurrentDictionary<int, RSA> Rsa = new();
    private static readonly ConcurrentDictionary<int, ECDsa> Ec = new();
    private const int Foreign = 99;
    private int _turn;

    /// <summary>What is wrong with the next token.</summary>
    public TokenFlaw? Flaw { get; set; }

    public void Rotate() => _turn++;

    /// <summary>The published keys: today's, and one for another use.</summary>
    public string Jwks() => JsonSerializer.Serialize(new { keys = new[] { Jwk(_turn, Kid), Jwk(_turn, "for-encryption", "enc") } });

    /// <summary>A token saying this.</summary>
    public string Sign(JsonObject claims)
    {
        var flaw = Flaw;
        Flaw = null;
        var spoiled = Spoil(claims, flaw);
        var header = Header(flaw);
        var signed = $"{Part(header.ToJsonString())}.{Part(spoiled)}";
        var signature = Signature(flaw, signed);
        if (flaw == TokenFlaw.BadSignature) signature[5] ^= 1;
        if (flaw == TokenFlaw.Tampered) signed = $"{Part(header.ToJsonString())}.{Part(spoiled.Replace("\"sub\":\"5", "\"sub\":\"6", StringComparison.Ordinal))}";
        return flaw == TokenFlaw.NoToken ? "not-a-token" : $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private string Kid => $"key-{algorithm}-{_turn}";

    private static string Spoil(JsonObject claims, TokenFlaw? flaw)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        switch (flaw)
        {
            case TokenFlaw.WrongNonce: claims["nonce"] = "nonce-of-another-sign-in"; break;
            case TokenFlaw.WrongAudience: claims["aud"] = "somebody-else"; break;
            case TokenFlaw.ForeignParty: (claims["aud"], claims["azp"]) = (new JsonArray(claims["aud"]!.DeepClone(), "other"), "other"); break;
            case TokenFlaw.WrongIssuer: claims["iss"] = "https://evil.test"; break;
            case TokenFlaw.Expired: (claims["iat"], claims["exp"]) = (now - 7200, now - 3600); break;
            case TokenFlaw.NoExpiry: claims.Remove("exp"); break;
            case TokenFlaw.FromTomorrow: (claims["iat"], claims["exp"]) = (now + 86400, now + 90000); break;
            case TokenFlaw.NoSubject:
                claims.Remove("sub");
                claims.Remove("id");
                break;
        }

        var text = claims.ToJsonString();
        return flaw == TokenFlaw.SaysTwice ? text[..^1] + ",\"sub\":\"1\"}" : text;
    }

    private JsonObject Header(TokenFlaw? flaw)
    {
        var header = new JsonObject
        {
            ["alg"] = flaw switch { TokenFlaw.Unsigned => "none", TokenFlaw.HmacWithPublicKey => "HS256", _ => algorithm },
            ["kid"] = flaw == TokenFlaw.BringsItsKey ? "own" : Kid, ["typ"] = "JWT",
        };
        if (flaw == TokenFlaw.BringsItsKey)
        {
            header["jwk"] = JsonNode.Parse(JsonSerializer.Serialize(Jwk(Foreign, "own")));
            header["jku"] = "https://evil.test/keys";
        }

        if (flaw == TokenFlaw.Critical) (header["crit"], header["b64"]) = (new JsonArray("b64"), true);
        return header;
    }

    private byte[] Signature(TokenFlaw? flaw, string signed)
    {
        var bytes = Encoding.ASCII.GetBytes(signed);
        if (flaw == TokenFlaw.Unsigned) return [0];
        if (flaw == TokenFlaw.HmacWithPublicKey)
            return HMACSHA256.HashData(algorithm == "RS256" ? RsaOf(_turn).ExportSubjectPublicKeyInfo() : EcOf(_turn).ExportSubjectPublicKeyInfo(), bytes);

        var turn = flaw is TokenFlaw.ForeignKey or TokenFlaw.BringsItsKey ? Foreign : _turn;
        if (algorithm == "ES256") lock (Ec) return EcOf(turn).SignData(bytes, HashAlgorithmName.SHA256);
        lock (Rsa) return RsaOf(turn).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private Dictionary<string, string> Jwk(int turn, string kid, string use = "sig")
    {
        if (algorithm == "ES256")
        {
            var point = EcOf(turn).ExportParameters(false).Q;
            return new()
            {
                ["kty"] = "EC", ["crv"] = "P-256", ["use"] = use, ["kid"] = kid,
                ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y),
            };
        }

        var key = RsaOf(turn).ExportParameters(false);
        return new()
        {
            ["kty"] = "RSA", ["alg"] = "RS256", ["use"] = use, ["kid"] = kid,
            ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent),
        };
    }

    private static RSA RsaOf(int turn) => Rsa.GetOrAdd(turn, _ => RSA.Create(2048));

    private static ECDsa EcOf(int turn) => Ec.GetOrAdd(turn, _ => ECDsa.Create(ECCurve.NamedCurves.nistP256));

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
