using System.Text.Json.Serialization;

namespace Marketplace.Kernel;

/// <summary>A buyer's or visitor's cart.</summary>
[JsonConverter(typeof(IdJson<CartId>))]
public readonly record struct CartId(Guid Value) : IId<CartId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static CartId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static CartId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>An open checkout.</summary>
[JsonConverter(typeof(IdJson<CheckoutId>))]
public readonly record struct CheckoutId(Guid Value) : IId<CheckoutId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static CheckoutId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static CheckoutId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>What the buyer placed.</summary>
[JsonConverter(typeof(IdJson<OrderId>))]
public readonly record struct OrderId(Guid Value) : IId<OrderId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static OrderId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static OrderId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One seller's part of an order.</summary>
[JsonConverter(typeof(IdJson<SellerOrderId>))]
public readonly record struct SellerOrderId(Guid Value) : IId<SellerOrderId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static SellerOrderId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static SellerOrderId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A return of goods (RMA).</summary>
[JsonConverter(typeof(IdJson<ReturnId>))]
public readonly record struct ReturnId(Guid Value) : IId<ReturnId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static ReturnId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static ReturnId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A shop's delivery terms.</summary>
[JsonConverter(typeof(IdJson<DeliveryProfileId>))]
public readonly record struct DeliveryProfileId(Guid Value) : IId<DeliveryProfileId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static DeliveryProfileId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static DeliveryProfileId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A parcel that a carrier moves.</summary>
[JsonConverter(typeof(IdJson<ShipmentId>))]
public readonly record struct ShipmentId(Guid Value) : IId<ShipmentId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static ShipmentId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static ShipmentId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One delivery task of the local courier service.</summary>
[JsonConverter(typeof(IdJson<CourierTaskId>))]
public readonly record struct CourierTaskId(Guid Value) : IId<CourierTaskId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static CourierTaskId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static CourierTaskId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A courier's account.</summary>
[JsonConverter(typeof(IdJson<CourierId>))]
public readonly record struct CourierId(Guid Value) : IId<CourierId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static CourierId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static CourierId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
