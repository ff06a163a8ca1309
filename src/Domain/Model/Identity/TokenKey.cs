using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>A key pair of access tokens: published before it signs, kept for reading after it signed, then forgotten.</summary>
public sealed class TokenKey : Aggregate<TokenKeyId>
{
    /// <summary>How long a key is public before it may sign, so that every host and every client has seen it.</summary>
    public static readonly TimeSpan PublishedBefore = TimeSpan.FromSeconds(15);

    private TokenKey(TokenKeyId id, string kid, byte[] publicKey, byte[]? sealedKey, DateTimeOffset madeAt) : base(id) =>
        (Kid, PublicKey, SealedKey, MadeAt) = (kid, publicKey, sealedKey, madeAt);

    /// <summary>Name of the key in tokens: the thumbprint of its public half.</summary>
    public string Kid { get; private set; }

    public byte[] PublicKey { get; private set; }

    /// <summary>The private half, encrypted; null for a key that came from the settings.</summary>
    public byte[]? SealedKey { get; private set; }

    public TokenKeyState State { get; private set; }
    public DateTimeOffset MadeAt { get; private set; }
    public DateTimeOffset? ActiveAt { get; private set; }
    public DateTimeOffset? RetiredAt { get; private set; }
    public uint Version { get; private set; }

    /// <summary>A new key that everybody may see and nobody signs with yet.</summary>
    public static TokenKey Publish(TokenKeyId id, string kid, byte[] publicKey, byte[] sealedKey, DateTimeOffset at)
    {
        var key = new TokenKey(id, kid, publicKey, sealedKey, at) { State = TokenKeyState.Next };
        key.Note("publish", null, null, at);
        return key;
    }

    /// <summary>The settings' key, which signed until now.</summary>
    public static TokenKey OfSettings(TokenKeyId id, string kid, byte[] publicKey, DateTimeOffset at) =>
        new(id, kid, publicKey, null, at) { State = TokenKeyState.Active, ActiveAt = at };

    public Result Activate(DateTimeOffset at)
    {
        if (State != TokenKeyState.Next) return Refuse("activate", "publish");

        (State, ActiveAt) = (TokenKeyState.Active, at);
        Note("activate", TokenKeyState.Next, null, at);
        return Result.Ok;
    }

    /// <summary>Signs no more; its tokens stay good until they are over, unless the key has fallen into wrong hands.</summary>
    public Result Retire(bool compromised, DateTimeOffset at)
    {
        if (State is not (TokenKeyState.Next or TokenKeyState.Active)) return Refuse("retire");

        var from = State;
        (State, RetiredAt) = (compromised ? TokenKeyState.Revoked : TokenKeyState.Retired, at);
        Note("retire", from, compromised ? "compromised" : null, at);
        return Result.Ok;
    }

    private Error Refuse(string happened, params string[] allowed) =>
        Error.InvalidTransition("token-key", State.ToString(), happened, allowed);

    private void Note(string happened, TokenKeyState? from, string? reason, DateTimeOffset at) =>
        Record(new StateChange("token-key", Id.Value, happened, from?.ToString(), State.ToString(), reason, at));
}

/// <summary>What a key does today.</summary>
public enum TokenKeyState
{
    /// <summary>Public, and waiting for its turn.</summary>
    Next,

    /// <summary>Signs.</summary>
    Active,

    /// <summary>Proves the tokens it signed until they are over.</summary>
    Retired,

    /// <summary>Proves nothing any more.</summary>
    Revoked,
}

/// <summary>Why keys refuse.</summary>
public static class TokenKeyErrors
{
    /// <summary>The next key has not been public long enough for every host to know it.</summary>
    public static readonly Error TooYoung = Error.Conflict(
        "signing-key-too-young", "The next key was published moments ago; rotate again in a quarter of a minute.");
}
