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

/// <summary>One attempt to collect money through one provider.</summary>
[JsonConverter(typeof(IdJson<PaymentId>))]
public readonly record struct PaymentId(Guid Value) : IId<PaymentId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static PaymentId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static PaymentId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Money going back to a buyer.</summary>
[JsonConverter(typeof(IdJson<RefundId>))]
public readonly record struct RefundId(Guid Value) : IId<RefundId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static RefundId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static RefundId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One balanced entry group of the ledger.</summary>
[JsonConverter(typeof(IdJson<PostingId>))]
public readonly record struct PostingId(Guid Value) : IId<PostingId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static PostingId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static PostingId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A transfer of earnings to a seller's bank.</summary>
[JsonConverter(typeof(IdJson<PayoutId>))]
public readonly record struct PayoutId(Guid Value) : IId<PayoutId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static PayoutId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static PayoutId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Where a seller wants the money.</summary>
[JsonConverter(typeof(IdJson<PayoutAccountId>))]
public readonly record struct PayoutAccountId(Guid Value) : IId<PayoutAccountId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static PayoutAccountId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static PayoutAccountId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One rule of a fee schedule.</summary>
[JsonConverter(typeof(IdJson<FeeRuleId>))]
public readonly record struct FeeRuleId(Guid Value) : IId<FeeRuleId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static FeeRuleId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static FeeRuleId From(Guid value) => new(value);

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
