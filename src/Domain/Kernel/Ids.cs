using System.Text.Json.Serialization;

namespace Marketplace.Kernel;

/// <summary>A person's account.</summary>
[JsonConverter(typeof(IdJson<UserId>))]
public readonly record struct UserId(Guid Value) : IId<UserId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static UserId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static UserId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One sign-in of an account on one device.</summary>
[JsonConverter(typeof(IdJson<SessionId>))]
public readonly record struct SessionId(Guid Value) : IId<SessionId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static SessionId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static SessionId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One refresh token of a session.</summary>
[JsonConverter(typeof(IdJson<RefreshTokenId>))]
public readonly record struct RefreshTokenId(Guid Value) : IId<RefreshTokenId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static RefreshTokenId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static RefreshTokenId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One message to an address of an account, often with a secret that proves who reads there.</summary>
[JsonConverter(typeof(IdJson<LetterId>))]
public readonly record struct LetterId(Guid Value) : IId<LetterId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static LetterId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static LetterId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>An account of somewhere else that signs in to an account here.</summary>
[JsonConverter(typeof(IdJson<LinkedIdentityId>))]
public readonly record struct LinkedIdentityId(Guid Value) : IId<LinkedIdentityId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static LinkedIdentityId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static LinkedIdentityId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A seller's shop.</summary>
[JsonConverter(typeof(IdJson<ShopId>))]
public readonly record struct ShopId(Guid Value) : IId<ShopId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static ShopId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static ShopId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A node of the category tree.</summary>
[JsonConverter(typeof(IdJson<CategoryId>))]
public readonly record struct CategoryId(Guid Value) : IId<CategoryId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static CategoryId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static CategoryId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A product card, the shared description.</summary>
[JsonConverter(typeof(IdJson<ProductId>))]
public readonly record struct ProductId(Guid Value) : IId<ProductId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static ProductId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static ProductId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A size, colour or other variant of a product.</summary>
[JsonConverter(typeof(IdJson<VariantId>))]
public readonly record struct VariantId(Guid Value) : IId<VariantId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static VariantId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static VariantId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One seller's price and stock for a variant.</summary>
[JsonConverter(typeof(IdJson<OfferId>))]
public readonly record struct OfferId(Guid Value) : IId<OfferId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static OfferId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static OfferId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A place where a shop keeps stock.</summary>
[JsonConverter(typeof(IdJson<WarehouseId>))]
public readonly record struct WarehouseId(Guid Value) : IId<WarehouseId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static WarehouseId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static WarehouseId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Stock held for an order.</summary>
[JsonConverter(typeof(IdJson<ReservationId>))]
public readonly record struct ReservationId(Guid Value) : IId<ReservationId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static ReservationId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static ReservationId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One change of stock on hand.</summary>
[JsonConverter(typeof(IdJson<MovementId>))]
public readonly record struct MovementId(Guid Value) : IId<MovementId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static MovementId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static MovementId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One message to one person.</summary>
[JsonConverter(typeof(IdJson<NotificationId>))]
public readonly record struct NotificationId(Guid Value) : IId<NotificationId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static NotificationId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static NotificationId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One message on the transport.</summary>
[JsonConverter(typeof(IdJson<MessageId>))]
public readonly record struct MessageId(Guid Value) : IId<MessageId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static MessageId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static MessageId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
