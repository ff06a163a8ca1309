using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Marketplace.Adapters.Sdk.SignIn;

/// <summary>
/// A provider's published keys (RFC 7517), kept for as long as it says. An unknown key id makes it look again, at most once a
/// minute, so that made-up key ids do not become calls.
/// </summary>
public sealed class SigningKeySet(ProviderCalls calls, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);
    private static readonly TimeSpan Usual = TimeSpan.FromHours(1);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);
    private const int SmallestRsa = 2048;

    private readonly SemaphoreSlim _one = new(1);
    private volatile Fetched? _keys;
    private DateTimeOffset _lookedAgain = DateTimeOffset.MinValue;
    private DateTimeOffset _failed = DateTimeOffset.MinValue;

    /// <summary>Whether a key of the set signed these bytes; null when the set has no such key.</summary>
    public async Task<bool?> Proves(Uri address, string kid, string algorithm, byte[] signed, byte[] signature, CancellationToken ct)
    {
        var keys = await Current(address, ct);
        if (!keys.ByKid.ContainsKey((kid, algorithm))) keys = await LookAgain(address, keys, ct);
        return keys.ByKid.TryGetValue((kid, algorithm), out var key) ? Verify(key, algorithm, signed, signature) : null;
    }

    private async Task<Fetched> Current(Uri address, CancellationToken ct)
    {
        if (_keys is { } known && time.GetUtcNow() < known.GoodUntil) return known;
        await _one.WaitAsync(ct);
        try
        {
            if (_keys is { } meanwhile && time.GetUtcNow() < meanwhile.GoodUntil) return meanwhile;

            // Whoever waited meanwhile need not wait for the same silence.
            if (time.GetUtcNow() < _failed + AskAgainAfter) return OldKeys() ?? throw new ProviderAwayException("no keys");
            return _keys = await Fetch(address, ct);
        }
        catch (ProviderAwayException) when (OldKeys() is not null)
        {
            return OldKeys()!;
        }
        finally
        {
            _one.Release();
        }
    }

    // Keys of the last day do while the provider cannot be asked.
    private Fetched? OldKeys() => _keys is { } old && time.GetUtcNow() < old.At + Longest ? old : null;

    private async Task<Fetched> LookAgain(Uri address, Fetched seen, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_keys is { } meanwhile && meanwhile != seen) return meanwhile;
            if (time.GetUtcNow() < _lookedAgain + LookAgainAfter) return seen;

            _lookedAgain = time.GetUtcNow();
            return _keys = await Fetch(address, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<Fetched> Fetch(Uri address, CancellationToken ct)
    {
        var answer = await Ask(address, ct);
        if (!answer.IsGood || answer.Body.ValueKind != JsonValueKind.Object || !answer.Body.TryGetProperty("keys", out var list)
            || list.ValueKind != JsonValueKind.Array) throw new ProviderAwayException("no key set");

        var keys = new Dictionary<(string, string), JsonElement>();
        foreach (var key in list.EnumerateArray())
            if (AlgorithmOf(key) is { } algorithm && ProviderAnswer.Text(key, "kid") is { Length: > 0 } kid) keys[(kid, algorithm)] = key;
        var now = time.GetUtcNow();
        return new Fetched(keys, now, now + Between(answer.MaxAge ?? Usual));
    }

    private async Task<ProviderAnswer> Ask(Uri address, CancellationToken ct)
    {
        try
        {
            return await calls.Get(address, null, ct);
        }
        catch (ProviderAwayException)
        {
            _failed = time.GetUtcNow();
            throw;
        }
    }

    private static TimeSpan Between(TimeSpan said) => said < Shortest ? Shortest : said > Longest ? Longest : said;

    // The key's type decides what it may prove, never the token.
    private static string? AlgorithmOf(JsonElement key)
    {
        if (ProviderAnswer.Text(key, "use") is not (null or "sig")) return null;
        var algorithm = (ProviderAnswer.Text(key, "kty"), ProviderAnswer.Text(key, "crv")) switch
        {
            ("RSA", _) => "RS256",
            ("EC", "P-256") => "ES256",
            _ => null,
        };
        return ProviderAnswer.Text(key, "alg") is { } said && said != algorithm ? null : algorithm;
    }

    private static bool Verify(JsonElement key, string algorithm, byte[] signed, byte[] signature)
    {
        try
        {
            if (algorithm == "ES256")
            {
                using var ec = ECDsa.Create(new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Part(key, "x"), Y = Part(key, "y") },
                });
                return signature.Length == 64 && ec.VerifyData(signed, signature, HashAlgorithmName.SHA256);
            }

            using var rsa = RSA.Create(new RSAParameters { Modulus = Part(key, "n"), Exponent = Part(key, "e") });
            return rsa.KeySize >= SmallestRsa && rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[] Part(JsonElement key, string name) =>
        ProviderAnswer.Text(key, name) is { } text && Base64Url.IsValid(text)
            ? Base64Url.DecodeFromChars(text)
            : throw new CryptographicException($"The key has no {name}.");

    private sealed record Fetched(
        IReadOnlyDictionary<(string Kid, string Algorithm), JsonElement> ByKid, DateTimeOffset At, DateTimeOffset GoodUntil);
}
