using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Marketplace.Adapters.Identity.Apple;

/// <summary>Apple's client secret: a JWT signed by the team's key, made anew before it is half an hour old.</summary>
internal sealed class AppleClientSecret(AppleOptions options, TimeProvider time)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);
    private readonly Lock _one = new();
    private (string Text, DateTimeOffset At) _last = ("", DateTimeOffset.MinValue);

    /// <summary>A secret that is good for another half hour at least.</summary>
    public string Current()
    {
        lock (_one)
        {
            var now = time.GetUtcNow();
            if (now >= _last.At + (GoodFor / 2)) _last = (Make(now), now);
            return _last.Text;
        }
    }

    private string Make(DateTimeOffset now)
    {
        var issued = now.ToUnixTimeSeconds();
        var header = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["alg"] = "ES256", ["kid"] = options.KeyId });
        var claims = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["iss"] = options.TeamId, ["iat"] = issued, ["exp"] = issued + (long)GoodFor.TotalSeconds,
            ["aud"] = options.Authority.OriginalString.TrimEnd('/'), ["sub"] = options.ClientId,
        });
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}";
        using var key = options.Key();
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }
}
