using System.Text.Json.Serialization;

namespace Marketplace.Kernel;

/// <summary>One key pair of access tokens.</summary>
[JsonConverter(typeof(IdJson<TokenKeyId>))]
public readonly record struct TokenKeyId(Guid Value) : IId<TokenKeyId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static TokenKeyId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static TokenKeyId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One API key of a shop.</summary>
[JsonConverter(typeof(IdJson<ApiKeyId>))]
public readonly record struct ApiKeyId(Guid Value) : IId<ApiKeyId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static ApiKeyId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static ApiKeyId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One archive of somebody's personal data.</summary>
[JsonConverter(typeof(IdJson<ArchiveId>))]
public readonly record struct ArchiveId(Guid Value) : IId<ArchiveId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static ArchiveId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static ArchiveId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One version of a text people consent to.</summary>
[JsonConverter(typeof(IdJson<ConsentTextId>))]
public readonly record struct ConsentTextId(Guid Value) : IId<ConsentTextId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static ConsentTextId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static ConsentTextId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One consent given or withdrawn.</summary>
[JsonConverter(typeof(IdJson<ConsentId>))]
public readonly record struct ConsentId(Guid Value) : IId<ConsentId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static ConsentId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static ConsentId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
