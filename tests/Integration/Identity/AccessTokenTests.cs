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
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(600);
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
        Assert.Equal(["iss", "aud", "sub", "sid", "jti", "iat", "exp", "roles"], payload.RootElement.EnumerateObject()
            .Select(p => p.Name));
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

    public static IEnumerable<TheoryDataRow<string, string>> Forgeries() => ForgedShapes().Concat(ForgedHeaders())
        .Concat(ForgedClaims()).Concat(ForgedSignatures()).Select(f => new TheoryDataRow<string, string>(f.Trick, f.Token));

    private static IEnumerable<(string Trick, string Token)> ForgedShapes()
    {
        var good = Signed(Header(), Payload());
        return
        [
            ("nothing", ""), ("dots", ".."), ("one segment", B64(Header())),
            ("a dot more", good + "."), ("a segment more", good + ".e30"),
            ("no signature", good[..good.LastIndexOf('.')] + "."), ("too long", good + new string('A', 5000)),
            ("padded", good + "=="), ("with a line end", good + "\n"),
            ("last bits flipped", good[..^1] + Neighbour(good[^1])),
            ("standard base64", good.Replace(B64(Payload()), Convert.ToBase64String(Encoding.UTF8.GetBytes(Payload() + "  ")))),
        ];
    }

    private static IEnumerable<(string Trick, string Token)> ForgedHeaders()
    {
        var key = new SigningKeys(Settings).Current;
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var foreignId = new SigningKeys(With(foreign)).Current.Id;
        return
        [
            ("alg none", $"{B64("""{"alg":"none"}""")}.{B64(Payload())}."),
            ("alg none with our kid", $"{B64(Header("ES256", "none"))}.{B64(Payload())}."),
            ("ES384", Signed(Header("ES256", "ES384"), Payload())),
            ("foreign kid", Signed(Header(key.Id, foreignId), Payload(), foreign)),
            ("kid is a path", Signed(Header(key.Id, "../../x"), Payload())),
            ("kid is SQL", Signed(Header(key.Id, "x' OR '1'='1"), Payload())),
            ("typ JWT", Signed(Header("at+jwt", "JWT"), Payload())),
            ("typ missing", Signed(Header("\"typ\":\"at+jwt\",", ""), Payload())),
            ("jwk of one's own", Signed(Header("}", ",\"jwk\":{}}"), Payload())),
            ("jku", Signed(Header("}", ",\"jku\":\"https://evil.example\"}"), Payload())),
            ("x5u", Signed(Header("}", ",\"x5u\":\"https://evil.example\"}"), Payload())),
            ("crit", Signed(Header("}", ",\"crit\":[\"exp\"]}"), Payload())),
            ("spaces", Signed(Header(":", ": "), Payload())),
        ];
    }

    private static IEnumerable<(string Trick, string Token)> ForgedClaims() =>
    [
        ("issuer of somebody else", Signed(Header(), Payload("\"marketplace\"", "\"other\""))),
        ("for somebody else", Signed(Header(), Payload("marketplace-api", "other-api"))),
        ("audience is a list", Signed(Header(), Payload("\"marketplace-api\"", "[\"marketplace-api\"]"))),
        ("expired", Signed(Header(), Payload("1200", "569"))),
        ("issued in the future", Signed(Header(), Payload("600", "631"))),
        ("not before later", Signed(Header(), Payload("\"exp\"", "\"nbf\":631,\"exp\""))),
        ("no expiry", Signed(Header(), Payload("\"exp\"", "\"exq\""))),
        ("expiry is text", Signed(Header(), Payload("1200", "\"1200\""))),
        ("expiry is huge", Signed(Header(), Payload("1200", "9223372036854775807"))),
        ("expiry is a fraction", Signed(Header(), Payload("1200", "1200.5"))),
        ("expiry twice", Signed(Header(), Payload("\"exp\"", "\"exp\":1300,\"exp\""))),
        ("subject is no account", Signed(Header(), Payload(User.ToString(), "root"))),
        ("no session", Signed(Header(), Payload("\"sid\"", "\"sie\""))),
        ("no id", Signed(Header(), Payload("\"jti\"", "\"jtj\""))),
        ("roles are text", Signed(Header(), Payload("[\"buyer\"]", "\"admin\""))),
        ("a role is a number", Signed(Header(), Payload("[\"buyer\"]", "[1]"))),
        ("payload is no object", Signed(Header(), "[1]")),
        ("payload is no JSON", Signed(Header(), "{")),
    ];

    private static IEnumerable<(string Trick, string Token)> ForgedSignatures()
    {
        var content = Encoding.ASCII.GetBytes($"{B64(Header())}.{B64(Payload())}");
        var der = Ours.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var symmetric = $"{B64(Header("ES256", "HS256"))}.{B64(Payload())}";
        var hmac = HMACSHA256.HashData(Ours.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(symmetric));
        using var foreign = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var genuine = Signed(Header(), Payload());
        return
        [
            ("another key", Signed(Header(), Payload(), foreign)),
            ("HMAC with the public key", $"{symmetric}.{Base64Url.EncodeToString(hmac)}"),
            ("DER", $"{Encoding.ASCII.GetString(content)}.{Base64Url.EncodeToString(der)}"),
            ("zeros", $"{Encoding.ASCII.GetString(content)}.{Base64Url.EncodeToString(new byte[64])}"),
            ("of another payload",
                $"{B64(Header())}.{B64(Payload("buyer", "admin"))}.{genuine[(genuine.LastIndexOf('.') + 1)..]}"),
        ];
    }

    [Theory, MemberData(nameof(Forgeries))]
    public void A_forgery_is_refused(string trick, string token) => Assert.True(Codec().Read(token) is null, trick);

    [Fact]
    public void The_forgeries_start_from_a_token_that_is_good() =>
        Assert.NotNull(Codec().Read(Signed(Header(), Payload())));

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
    public void A_key_without_its_public_half_signs_too()
    {
        const string head = "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420";
        var settings = new IdentitySettings
        {
            Issuer = "marketplace", Audience = "marketplace-api",
            SigningKey = [.. Convert.FromHexString(head), .. Ours.ExportParameters(true).D!],
        };

        Assert.NotNull(Codec().Read(Codec(settings).Write(User, Session, ["buyer"], null).Text));
    }

    [Fact]
    public void Only_p256_keys_sign()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Throws<InvalidOperationException>(() => new SigningKeys(With(other)));
        Assert.Throws<InvalidOperationException>(() => SigningKey.FromPrivate([1, 2, 3]));
    }

    private AccessTokenCodec Codec(IdentitySettings? settings = null) =>
        new(new SigningKeys(settings ?? Settings), settings ?? Settings, _clock);

    private static IdentitySettings With(ECDsa key, params byte[][] previous) => new()
    {
        Issuer = "marketplace", Audience = "marketplace-api", SigningKey = key.ExportPkcs8PrivateKey(),
        PreviousKeys = previous,
    };

    private static string Header(string part = "", string by = "") =>
        Swap(Text(new SigningKeys(Settings).Current.Header), part, by);

    private static string Payload(string part = "", string by = "") => Swap(
        $$"""{"iss":"marketplace","aud":"marketplace-api","sub":"{{User}}","sid":"{{Session}}",""" +
        "\"jti\":\"x\",\"iat\":600,\"exp\":1200,\"roles\":[\"buyer\"]}", part, by);

    private static string Swap(string text, string part, string by)
    {
        if (part.Length == 0) return text;
        Assert.Contains(part, text, StringComparison.Ordinal);
        return text.Replace(part, by, StringComparison.Ordinal);
    }

    private static string Signed(string header, string payload, ECDsa? key = null)
    {
        var content = $"{B64(header)}.{B64(payload)}";
        var signature = (key ?? Ours).SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
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
