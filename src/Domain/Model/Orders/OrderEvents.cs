using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <summary>What every event of a part says of where it belongs.</summary>
public sealed record PartKey(OrderId Order, string Number, UserId Buyer, SellerOrderId Part, ShopId Shop);

/// <summary>How the buyer wants to pay; the token travels on and is not kept.</summary>
public sealed record PayWith(string Provider, string Method, string? Token)
{
    /// <summary>Provider code of paying at the door.</summary>
    public const string Cash = "cash";

    /// <summary>The only method of paying at the door.</summary>
    public const string OnDelivery = "on_delivery";
}

/// <summary>An order was placed.</summary>
/// <param name="LateMoney">How long after the deadline money may still revive it.</param>
public sealed record OrderPlaced(
    OrderId Order, string Number, UserId Buyer, Money Total, DateTimeOffset PayBy, PayWith Payment, TimeSpan LateMoney,
    IReadOnlyList<SellerOrder> Parts) : IDomainEvent;

/// <summary>A paid part waits for its seller.</summary>
public sealed record PartOpened(PartKey Key, DateTimeOffset AcceptBy, bool AutoAccept) : IDomainEvent;

/// <summary>A part was accepted.</summary>
public sealed record PartAccepted(PartKey Key, DateTimeOffset ShipBy, DateTimeOffset CancelBy) : IDomainEvent;

/// <summary>Some units of a part were declined.</summary>
public sealed record PartLinesDeclined(
    PartKey Key, Guid Decline, IReadOnlyList<OfferUnits> Lines, string Reason, StockFate Fate) : IDomainEvent;

/// <summary>A part was packed.</summary>
public sealed record PartPacked(PartKey Key) : IDomainEvent;

/// <summary>A part was cancelled with what was left of it.</summary>
/// <param name="Fate">What becomes of the goods; null when they are not with the seller.</param>
public sealed record PartCancelled(
    PartKey Key, IReadOnlyList<OfferUnits> Lines, string Reason, bool WasPaid, StockFate? Fate) : IDomainEvent;

/// <summary>The buyer asked the seller to call a part off.</summary>
public sealed record PartCancelRequested(PartKey Key, DateTimeOffset AnswerBy) : IDomainEvent;

/// <summary>The buyer's wish to cancel a part was answered, or overtaken.</summary>
public sealed record PartCancelAnswered(PartKey Key, CancelAnswer Answer) : IDomainEvent;

/// <summary>A part's first parcel left.</summary>
public sealed record PartShipped(PartKey Key, DateTimeOffset AskAt) : IDomainEvent;

/// <summary>One more parcel left.</summary>
public sealed record ParcelSent(PartKey Key, ShipmentId Shipment, string? Carrier, string? TrackingNumber) : IDomainEvent;

/// <summary>The carrier had news, so its silence is counted anew.</summary>
public sealed record CarrierWaitRenewed(PartKey Key, DateTimeOffset AskAt) : IDomainEvent;

/// <summary>The carrier was silent for too long: the buyer was asked.</summary>
public sealed record ReceiptAsked(PartKey Key) : IDomainEvent;

/// <summary>The buyer was asked and says that nothing came.</summary>
public sealed record ReceiptDenied(PartKey Key) : IDomainEvent;

/// <summary>
/// Units of a parcel will not arrive and are to be paid back while the part lives on or came back as a whole.
/// </summary>
public sealed record ParcelAbandoned(
    PartKey Key, ShipmentId Shipment, IReadOnlyList<OfferUnits> Lines, string Reason, StockFate? Fate) : IDomainEvent;

/// <summary>Every live unit of a part arrived.</summary>
public sealed record PartDelivered(PartKey Key, DateTimeOffset ConfirmBy) : IDomainEvent;

/// <summary>A part was completed.</summary>
public sealed record PartCompleted(PartKey Key) : IDomainEvent;

/// <summary>Every unit of a part came back.</summary>
public sealed record PartReturned(PartKey Key) : IDomainEvent;

/// <summary>A hold was put on or lifted.</summary>
public sealed record PartHoldChanged(PartKey Key, Hold Hold, bool On) : IDomainEvent;

/// <summary>Money covered an order that cannot live again.</summary>
public sealed record MoneyRefused(OrderId Order, string Reason, IReadOnlyList<OfferUnits> Lines) : IDomainEvent;

/// <summary>Every part was cancelled.</summary>
public sealed record WholeOrderCancelled(
    OrderId Order, UserId Buyer, string Number, string Reason, bool WasPaid) : IDomainEvent;

/// <summary>Every live part was delivered.</summary>
public sealed record WholeOrderDelivered(OrderId Order, UserId Buyer, string Number) : IDomainEvent;

/// <summary>Every live part was completed.</summary>
public sealed record WholeOrderCompleted(OrderId Order, UserId Buyer, string Number) : IDomainEvent;

/// <summary>Every part that was not cancelled was returned.</summary>
public sealed record WholeOrderReturned(OrderId Order, UserId Buyer, string Number) : IDomainEvent;

/// <summary>Units of a line with the offer they are of; delivery has none.</summary>
public sealed record OfferUnits(int Line, OfferId? Offer, int Quantity);

/// <summary>What becomes of units that were taken out of stock.</summary>
public enum StockFate
{
    /// <summary>Back on the shelf.</summary>
    Restock,

    /// <summary>Gone.</summary>
    WriteOff,

    /// <summary>They were never there, and neither is the rest.</summary>
    SetZero,
}
