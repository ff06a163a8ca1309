using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>A secret by which a shop's own programs act for the shop, within scopes; only its hash is kept.</summary>
public sealed class ApiKey : Aggregate<ApiKeyId>
{
    /// <summary>Keys a shop may have at once.</summary>
    public const int MostPerShop = 20;

    /// <summary>How long a rotated key works beside its successor.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private ApiKey(ApiKeyId id, UserId owner, ShopId shop, string name, DateTimeOffset madeAt) : base(id) =>
        (Owner, Shop, Name, MadeAt) = (owner, shop, name, madeAt);

    /// <summary>The account that made it; the key can do nothing the account may not.</summary>
    public UserId Owner { get; private set; }

    public ShopId Shop { get; private set; }
    [Personal]
    public string Name { get; private set; }
    public byte[] Hash { get; private set; } = [];

    /// <summary>The last four characters, to tell keys apart.</summary>
    public string Hint { get; private set; } = "";

    public IReadOnlyList<string> Scopes { get; private set; } = [];
    public DateTimeOffset MadeAt { get; private set; }
    public DateTimeOffset? ExpiresAt { get; private set; }
    public DateTimeOffset? LastUsedAt { get; private set; }
    public DateTimeOffset? RevokedAt { get; private set; }
    public ApiKeyId? ReplacedBy { get; private set; }
    public uint Version { get; private set; }

    public static ApiKey Issue(ApiKeyId id, KeyHolder holder, KeySecret secret, KeyTerms terms, DateTimeOffset at)
    {
        var key = new ApiKey(id, holder.Owner, holder.Shop, terms.Name, at)
        {
            Hash = secret.Hash, Hint = secret.Hint,
            Scopes = terms.Scopes, ExpiresAt = terms.ExpiresAt,
        };
        key.Record(new StateChange("api-key", id.Value, "issue", null, "LIVING", null, at));
        return key;
    }

    public bool Lives(DateTimeOffset at) => RevokedAt is null && (ExpiresAt is null || at < ExpiresAt);

    /// <summary>A successor with the same name and scopes; this key ends a day later at the latest.</summary>
    public Result<ApiKey> Rotate(ApiKeyId successor, KeySecret secret, DateTimeOffset at)
    {
        if (!Lives(at) || ReplacedBy is not null) return ApiKeyErrors.Over;

        var lifetime = ExpiresAt - MadeAt;
        var end = at + Overlap;
        ReplacedBy = successor;
        ExpiresAt = ExpiresAt < end ? ExpiresAt : end;
        Record(new StateChange("api-key", Id.Value, "rotate", "LIVING", "REPLACED", null, at));
        return Issue(successor, new(Owner, Shop), secret, new(Name, Scopes, lifetime is { } l ? at + l : null), at);
    }

    public Result Revoke(DateTimeOffset at)
    {
        if (RevokedAt is not null) return Result.Ok;

        RevokedAt = at;
        Record(new StateChange("api-key", Id.Value, "revoke", "LIVING", "REVOKED", null, at));
        return Result.Ok;
    }
}

/// <summary>Whose key it is.</summary>
public sealed record KeyHolder(UserId Owner, ShopId Shop);

/// <summary>What is kept of a key's text.</summary>
public sealed record KeySecret(byte[] Hash, string Hint)
{
    public override string ToString() => "KeySecret ***";
}

/// <summary>What a key is called, may do, and until when.</summary>
public sealed record KeyTerms(string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt);

/// <summary>Why keys refuse.</summary>
public static class ApiKeyErrors
{
    /// <summary>No such key of this shop.</summary>
    public static readonly Error NotFound = Error.NotFound("api-key-not-found", "There is no such API key.");

    /// <summary>Revoked, expired or replaced already.</summary>
    public static readonly Error Over = Error.Conflict("api-key-over", "This API key is revoked, expired or replaced already.");

    /// <summary>The shop has as many as it may have.</summary>
    public static readonly Error TooMany = Error.Conflict("too-many-api-keys", "A shop has at most twenty API keys; revoke one first.");

    /// <summary>The account has no shop.</summary>
    public static readonly Error NoShop = Error.Conflict("no-shop", "API keys belong to a shop, and this account has none.");
}
