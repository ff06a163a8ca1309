using System.Security.Cryptography;
using System.Text.Json;
using Marketplace.Adapters.Sdk.SignIn;
using Marketplace.Contracts.Kit;
using Xunit;

namespace Marketplace.Tests.Integration.Adapters.Identity;

/// <summary>How long a provider's keys are kept, and when it is asked again.</summary>
public sealed class SigningKeySetTests : IAsyncLifetime
{
    private static readonly byte[] Said = "said"u8.ToArray();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Clock _clock = new();
    private ScriptedProvider _server = null!;
    private SigningKeySet _keys = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ScriptedProvider.Start((_, _) => Task.FromResult(ScriptedAnswer.Json(Jwks())));
        _keys = new SigningKeySet(new ProviderCalls(new HttpClient()), _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task Keys_are_asked_for_once_an_hour()
    {
        for (var i = 0; i < 3; i++) Assert.True(await Proves("one"));
        _clock.Now += TimeSpan.FromMinutes(59);
        Assert.True(await Proves("one"));
        Assert.Single(_server.Requests);

        _clock.Now += TimeSpan.FromMinutes(2);
        Assert.True(await Proves("one"));
        Assert.Equal(2, _server.Requests.Count);
    }

    [Fact]
    public async Task Old_keys_do_for_a_day_while_the_provider_is_away_and_no_longer()
    {
        Assert.True(await Proves("one"));
        _clock.Now += TimeSpan.FromHours(23);
        _server.Next(Fault.BadGateway);
        Assert.True(await Proves("one"));

        _clock.Now += TimeSpan.FromHours(2);
        _server.Next(Fault.BadGateway);
        await Assert.ThrowsAsync<ProviderAwayException>(() => Proves("one"));
    }

    [Fact]
    public async Task A_silence_is_waited_for_once_in_five_seconds()
    {
        _server.Next(Fault.BadGateway);
        for (var i = 0; i < 3; i++) await Assert.ThrowsAsync<ProviderAwayException>(() => Proves("one"));
        Assert.Single(_server.Requests);

        _clock.Now += TimeSpan.FromSeconds(6);
        Assert.True(await Proves("one"));
    }

    [Fact]
    public async Task Unknown_key_ids_make_it_look_again_once_a_minute()
    {
        Assert.True(await Proves("one"));
        for (var i = 0; i < 3; i++) Assert.Null(await Proves($"made-up-{i}"));
        Assert.Equal(2, _server.Requests.Count);

        _clock.Now += TimeSpan.FromSeconds(61);
        Assert.Null(await Proves("made-up"));
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task Many_who_come_at_once_make_one_call()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Proves("one")));

        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_key_for_something_else_or_of_another_kind_proves_nothing()
    {
        Assert.Null(await Proves("for-encryption"));
        Assert.Null(await _keys.Proves(_server.Address, "one", "RS256", Said, Signature(), TestContext.Current.CancellationToken));
        Assert.False(await _keys.Proves(
            _server.Address, "one", "ES256", Said, _key.SignData(Said, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
            TestContext.Current.CancellationToken));
        Assert.False(await _keys.Proves(_server.Address, "broken", "ES256", Said, Signature(), TestContext.Current.CancellationToken));
    }

    private Task<bool?> Proves(string kid) =>
        _keys.Proves(_server.Address, kid, "ES256", Said, Signature(), TestContext.Current.CancellationToken);

    private byte[] Signature() => _key.SignData(Said, HashAlgorithmName.SHA256);

    private string Jwks()
    {
        var point = _key.ExportParameters(false).Q;
        var (x, y) = (System.Buffers.Text.Base64Url.EncodeToString(point.X), System.Buffers.Text.Base64Url.EncodeToString(point.Y));
        return JsonSerializer.Serialize(new
        {
            keys = new object[]
            {
                new { kty = "EC", crv = "P-256", kid = "one", use = "sig", x, y },
                new { kty = "EC", crv = "P-256", kid = "for-encryption", use = "enc", x, y },
                new { kty = "EC", crv = "P-256", kid = "broken", use = "sig", x = "AAAA", y },
                new { kty = "oct", kid = "one", k = "c2VjcmV0" },
            },
        });
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
