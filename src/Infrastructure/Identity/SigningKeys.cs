using System.Collections.Frozen;
using Marketplace.Domain.Identity;

namespace Marketplace.Infrastructure.Identity;

/// <summary>
/// The keys of access tokens as this host knows them: one signs, one waits, earlier ones prove what they signed.
/// </summary>
/// <remarks>The settings' key signs until the first rotation; afterwards the database says which one does.</remarks>
public sealed class SigningKeys
{
    private static readonly TimeSpan KeptForReading = AccessTokenCodec.Lifetime + TimeSpan.FromMinutes(1);

    private readonly SigningKey _configured;
    private readonly IReadOnlyList<SigningKey> _previous;
    private readonly KeySeal _seal;
    private readonly Dictionary<string, SigningKey> _opened = new(StringComparer.Ordinal);
    private volatile Ring _ring;

    /// <summary>Takes the keys of the settings; makes one up when there is none.</summary>
    public SigningKeys(IdentitySettings settings)
    {
        var der = settings.SigningKey ?? SigningKey.MakeUp();
        _configured = SigningKey.FromPrivate(der);
        _previous = [.. settings.PreviousKeys.Select(SigningKey.FromAny)];
        _seal = new KeySeal(der);
        _ring = new Ring(_configured, [_configured, .. _previous], 0);
    }

    /// <summary>The key that signs.</summary>
    public SigningKey Current => _ring.Signing;

    /// <summary>Every key whose tokens are read now or soon.</summary>
    public IReadOnlyList<SigningKey> All => _ring.Published;

    /// <summary>Keys by the one token header each of them writes.</summary>
    public FrozenDictionary<string, SigningKey> ByHeader => _ring.ByHeader;

    /// <summary>Changes whenever the set of keys does.</summary>
    internal int Turn => _ring.Turn;

    /// <summary>The settings' key, which signs before the first rotation.</summary>
    internal SigningKey Configured => _configured;

    /// <summary>Encrypts private keys for the database.</summary>
    internal KeySeal Seal => _seal;

    /// <summary>Learns what the database says about keys.</summary>
    internal void Adopt(IReadOnlyList<KeyOnRecord> records, DateTimeOffset now)
    {
        var known = records.ToDictionary(r => r.Kid, StringComparer.Ordinal);
        var proving = records.Where(r => Proves(r, now)).Select(Open)
            .Concat(new[] { _configured }.Concat(_previous).Where(k => !known.ContainsKey(k.Id) || Proves(known[k.Id], now)))
            .DistinctBy(k => k.Id).ToList();

        // A key that another host's secret sealed can be read with but not signed with.
        var active = records.FirstOrDefault(r => r.State == TokenKeyState.Active);
        var signing = active is null ? _configured : proving.Find(k => k.Id == active.Kid && k.Signs) ?? _configured;
        if (!proving.Contains(signing)) return;
        var same = _ring.Signing == signing && _ring.Published.SequenceEqual(proving);
        if (!same) _ring = new Ring(signing, proving, _ring.Turn + 1);
    }

    private static bool Proves(KeyOnRecord record, DateTimeOffset now) => record.State switch
    {
        TokenKeyState.Revoked => false,
        TokenKeyState.Retired => now < record.RetiredAt + KeptForReading,
        _ => true,
    };

    private SigningKey Open(KeyOnRecord record)
    {
        if (record.Kid == _configured.Id) return _configured;
        if (_opened.TryGetValue(record.Kid, out var opened)) return opened;

        var der = record.SealedKey is { } text ? _seal.Open(record.Kid, text) : null;
        return _opened[record.Kid] = der is null ? SigningKey.FromPublic(record.PublicKey) : SigningKey.FromPrivate(der);
    }

    private sealed record Ring(SigningKey Signing, IReadOnlyList<SigningKey> Published, int Turn)
    {
        public FrozenDictionary<string, SigningKey> ByHeader { get; } =
            Published.DistinctBy(k => k.Header).ToFrozenDictionary(k => k.Header, StringComparer.Ordinal);
    }
}

/// <summary>A key as the database has it.</summary>
internal sealed record KeyOnRecord(
    string Kid, TokenKeyState State, byte[] PublicKey, byte[]? SealedKey, DateTimeOffset? RetiredAt);
