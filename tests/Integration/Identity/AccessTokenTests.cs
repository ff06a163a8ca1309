using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Infrastructure.Identity;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Integration.Identity;

/// <summary>What an access token must not get away with (quality S2).</summary>
public sealed class AccessTokenTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ECDsa Ours = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly IdentitySettings Settings = With(Ours);
    private static readonly UserId User = UserId.New(Start);
    private static readonly SessionId Session = SessionId.New(Start);

    private readonly Clock _clock = new(Start);

    [Fact]
    public void A_genuine_token_says_what_was_signed()
    {
        var shop = ShopId.New(Start);

        var claims = Codec().Read(Codec().Write(User, Session, ["buyer", "seller"], shop).Text);

        Assert.NotNull(claims);
        Assert.Equal((User, Session, shop), (claims.User, claims.Session, claims.Shop));
        Assert.Equal(["buyer", "seller"], claims.Roles);
        Assert.Equal(Start.AddMinutes(10), claims.ExpiresAt);
    }

    [Fact]
    public void A_token_has_the_agreed_header_and_no_personal_data()
    {
        var parts = Codec().Write(User, Session, ["buyer"], null).Text.Split('.');

        var key = new SigningKeys(Settings).Current;
        Assert.Equal($$"""{"alg":"ES256","typ":"at+jwt","kid":"{{key.Id}}"}""", Text(parts[0]));
        using var payload = System.Text.Json.JsonDocument.Parse(Text(parts[1]));
        Assert.Equal(["iss", "aud", "sub", "sid", "jti", "iat", "exp", "roles"], payload.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(64, Base64Url.DecodeFromChars(parts[2]).Length);
    }

    [Theory]
    [InlineData(10 * 60 + 29, true)]
    [InlineData(10 * 60 + 30, false)]
    public void Expiry_is_forgiven_for_less_than_thirty_seconds(int seconds, bool good)
    {
        var token = Codec().Write(User, Session, ["buyer"], null).Text;

        _clock.Now = Start.AddSeconds(seconds);

        Assert.Equal(good, Codec().Read(token) is not null);
    }

    [Fact]
    public void A_previous_key_still_proves_its_tokens_and_a_forgotten_one_does_not()
    {
        using var newer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var old = Codec().Write(User, Session, ["buyer"], null).Text;

        Assert.NotNull(Codec(With(newer, Ours.ExportSubjectPublicKeyInfo())).Read(old));
        Assert.Null(Codec(With(newer)).Read(old));
    }

    public static TheoryData<string, string> Forgeries()
    {
        var (header, payload) = (Header(), Payload());
        var key = new SigningKeys(Settings).Current;
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var foreignId = new SigningKeys(With(foreign)).Current.Id;
        var good = Signed(header, payload);
        var der = Ours.SignData(Encoding.ASCII.GetBytes($"{B64(header)}.{B64(payload)}"), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var hmac = HMACSHA256.HashData(
            Ours.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes($"{B64(header.Replace("ES256", "HS256"))}.{B64(payload)}"));
        return new TheoryData<string, string>
        {
            { "nothing", "" }, { "dots", ".." }, { "one segment", B64(header) }, { "a dot more", good + "." },
            { "a segment more", good + ".e30" }, { "no signature", good[..good.LastIndexOf('.')] + "." }, { "too long", good + new string('A', 5000) },
            { "alg none", $"{B64("""{"alg":"none"}""")}.{B64(payload)}." },
            { "alg none with our kid", $"{B64(header.Replace("ES256", "none"))}.{B64(payload)}." },
            { "HMAC with the public key", $"{B64(header.Replace("ES256", "HS256"))}.{B64(payload)}.{Base64Url.EncodeToString(hmac)}" },
            { "ES384 in the header", Signed(header.Replace("ES256", "ES384"), payload) },
            { "signed by another key", Signed(header, payload, foreign) },
            { "foreign kid", Signed(header.Replace(key.Id, foreignId), payload, foreign) },
            { "kid is a path", Signed(header.Replace(key.Id, "../../x"), payload) },
            { "kid is SQL", Signed(header.Replace(key.Id, "x' OR '1'='1"), payload) },
            { "typ JWT", Signed(header.Replace("at+jwt", "JWT"), payload) },
            { "typ missing", Signed(header.Replace("\"typ\":\"at+jwt\",", ""), payload) },
            { "jwk of one's own", Signed(header.Replace("}", ",\"jwk\":{}}"), payload) },
            { "jku", Signed(header.Replace("}", ",\"jku\":\"https://evil.example\"}"), payload) },
            { "x5u", Signed(header.Replace("}", ",\"x5u\":\"https://evil.example\"}"), payload) },
            { "crit", Signed(header.Replace("}", ",\"crit\":[\"exp\"]}"), payload) },
            { "header with spaces", Signed(header.Replace(":", ": "), payload) },
            { "issuer of somebody else", Signed(header, payload.Replace("\"marketplace\"", "\"other\"")) },
            { "for somebody else", Signed(header, payload.Replace("marketplace-api", "other-api")) },
            { "audience is a list", Signed(header, payload.Replace("\"marketplace-api\"", "[\"marketplace-api\"]")) },
            { "expired", Signed(header, Payload(expires: -31)) }, { "issued in the future", Signed(header, Payload(issued: 31)) },
            { "not before later", Signed(header, payload.Replace("\"exp\"", $"\"nbf\":{Start.AddSeconds(31).ToUnixTimeSeconds()},\"exp\"")) },
            { "no expiry", Signed(header, payload.Replace("\"exp\"", "\"exq\"")) },
            { "expiry is text", Signed(header, payload.Replace("\"exp\":", "\"exp\":\"x\",\"e\":")) },
            { "expiry is huge", Signed(header, payload.Replace("\"exp\":", "\"exp\":9223372036854775807,\"e\":")) },
            { "expiry twice", Signed(header, payload.Replace("\"exp\"", "\"exp\":9999999999,\"exp\"")) },
            { "subject is no account", Signed(header, payload.Replace(User.ToString(), "root")) },
            { "no session", Signed(header, payload.Replace("\"sid\"", "\"sie\"")) }, { "no id", Signed(header, payload.Replace("\"jti\"", "\"jtj\"")) },
            { "roles are text", Signed(header, payload.Replace("[\"buyer\"]", "\"admin\"")) },
            { "payload is no object", Signed(header, "[1]") }, { "payload is no JSON", Signed(header, "{") },
            { "payload changed", $"{B64(header)}.{B64(payload.Replace("buyer", "admin"))}.{good[(good.LastIndexOf('.') + 1)..]}" },
            { "signature in DER", $"{B64(header)}.{B64(payload)}.{Base64Url.EncodeToString(der)}" },
            { "signature of zeros", $"{B64(header)}.{B64(payload)}.{Base64Url.EncodeToString(new byte[64])}" },
            { "signature padded", good + "==" }, { "signature with a line end", good + "\n" },
            { "last bits flipped", good[..^1] + Neighbour(good[^1]) },
            { "standard base64", $"{B64(header)}.{Convert.ToBase64String(Encoding.UTF8.GetBytes(payload))}.{good[(good.LastIndexOf('.') + 1)..]}" },
        };
    }

    [Theory, MemberData(nameof(Forgeries))]
    public void A_forgery_is_refused(string trick, string token) => Assert.True(Codec().Read(token) is null, trick);

    [Fact]
    public void The_forgeries_start_from_a_token_that_is_good() => Assert.NotNull(Codec().Read(Signed(Header(), Payload())));

    [Fact]
    public void Checking_a_new_token_is_quick()
    {
        var codec = Codec();
        var tokens = Enumerable.Range(0, 300).Select(_ => codec.Write(User, Session, ["buyer"], null).Text).ToList();
        foreach (var token in tokens) codec.Read(token);

        var started = Stopwatch.GetTimestamp();
        foreach (var token in tokens) Assert.NotNull(codec.Read(token));

        // Generous: a machine busy with other suites must not fail this; a token seen before does not come here at all.
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalMilliseconds / tokens.Count, 0, 5);
    }

    [Fact]
    public void A_host_in_production_without_its_secrets_does_not_start()
    {
        var nothing = new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build();

        var refusal = Assert.Throws<InvalidOperationException>(() => IdentitySettings.Read(nothing, development: false));

        Assert.StartsWith("Identity:SigningKey", refusal.Message, StringComparison.Ordinal);
        Assert.Null(IdentitySettings.Read(nothing, development: true).SigningKey);
    }

    [Fact]
    public void Only_p256_keys_sign()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Throws<InvalidOperationException>(() => new SigningKeys(With(other)));
        Assert.Throws<InvalidOperationException>(() => SigningKey.FromPrivate([1, 2, 3]));
    }

    private AccessTokenCodec Codec(IdentitySettings? settings = null) => new(new SigningKeys(settings ?? Settings), settings ?? Settings, _clock);

    private static IdentitySettings With(ECDsa key, params byte[][] previous) => new()
    {
        Issuer = "marketplace", Audience = "marketplace-api", SigningKey = key.ExportPkcs8PrivateKey(), PreviousKeys = previous,
    };

    private static string Header() => Text(new SigningKeys(Settings).Current.Header);

    private static string Payload(int issued = 0, int expires = 600) =>
        $$"""
        {"iss":"marketplace","aud":"marketplace-api","sub":"{{User}}","sid":"{{Session}}","jti":"x","iat":{{Start.AddSeconds(issued).ToUnixTimeSeconds()}},"exp":{{Start.AddSeconds(expires).ToUnixTimeSeconds()}},"roles":["buyer"]}
        """;

    private static string Signed(string header, string payload, ECDsa? key = null)
    {
        var content = $"{B64(header)}.{B64(payload)}";
        return $"{content}.{Base64Url.EncodeToString((key ?? Ours).SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256))}";
    }

    private static string B64(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Text(string segment) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(segment));

    // The last character of 64 bytes carries four unused bits: its neighbour decodes to the same bytes in a lenient reader.
    private static char Neighbour(char last)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return alphabet[alphabet.IndexOf(last, StringComparison.Ordinal) ^ 1];
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
