using Marketplace.Kernel;

namespace Marketplace.Ports.Orders.Messages;

/// <summary>How the buyer wants to pay: provider code, method (<c>card</c>, <c>redirect</c>) and an opaque provider token.</summary>
/// <remarks>Provider <c>cash</c> with method <c>on_delivery</c> pays at the door: no gateway is asked.</remarks>
public sealed record PaymentChoice(string Provider, string Method, string? Token);

/// <summary>The money of one line for its whole quantity, frozen at placement (product §7).</summary>
/// <param name="BuyerPays">What the buyer pays after every discount.</param>
/// <param name="SellerGross">Line after seller-funded, before platform-funded discounts: buyer pays plus platform promo.</param>
/// <param name="Commission">The platform's commission on the line.</param>
/// <param name="CommissionTax">Tax on that commission.</param>
/// <param name="PlatformPromo">Discount paid by the platform.</param>
/// <param name="Tax">Tax included in what the buyer pays.</param>
public sealed record LineMoney(Money BuyerPays, Money SellerGross, Money Commission, Money CommissionTax, Money PlatformPromo, Money Tax);

/// <summary>One line of a placed order; line 0 is the seller order's delivery with quantity 1 and no offer.</summary>
/// <param name="Payee"><c>seller</c>, or <c>platform</c> for delivery by a carrier under the platform's contract.</param>
public sealed record PlacedLine(int Line, OfferId? Offer, ProductId? Product, string Title, int Quantity, LineMoney Money, string Payee);

/// <summary>One seller's part of a placed order; its lines include delivery as line 0.</summary>
public sealed record PlacedSellerOrder(SellerOrderId Id, ShopId Shop, Money BuyerPays, IReadOnlyList<PlacedLine> Lines);

/// <summary>An order exists: prices are frozen, stock is held, money is not there yet.</summary>
[Message("order.created")]
public sealed record OrderCreated(
    OrderId Order, string Number, UserId Buyer, Money Total, DateTimeOffset PayBy, PaymentChoice Payment,
    IReadOnlyList<PlacedSellerOrder> SellerOrders) : IEvent
{
    /// <summary>How long after the deadline late money may still revive the order, once.</summary>
    public TimeSpan LateMoney { get; init; } = TimeSpan.FromHours(24);

    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>The order is covered and its stock taken: its seller orders become NEW.</summary>
[Message("order.confirm-paid")]
public sealed record ConfirmPaid(OrderId Order) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>The order's money never came or its stock is gone: every seller order is cancelled with this reason.</summary>
[Message("order.give-up")]
public sealed record GiveUpOrder(OrderId Order, string Reason) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>The whole order is cancelled, by whom and why (<c>payment_expired</c>, <c>buyer</c>, <c>sellers</c>, <c>stock_short</c>).</summary>
/// <param name="WasPaid">True when money had covered it.</param>
[Message("order.cancelled")]
public sealed record OrderCancelled(OrderId Order, UserId Buyer, string Number, string Reason, bool WasPaid) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>One seller's parcel is on its way.</summary>
[Message("order.shipped")]
public sealed record OrderShipped(
    OrderId Order, SellerOrderId SellerOrder, UserId Buyer, string Number, ShipmentId? Shipment, string? Carrier, string? TrackingNumber) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>Every live part is delivered.</summary>
[Message("order.delivered")]
public sealed record OrderDelivered(OrderId Order, UserId Buyer, string Number) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>Every live part is final and at least one completed.</summary>
[Message("order.completed"), ForOthers]
public sealed record OrderCompleted(OrderId Order, UserId Buyer, string Number) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}

/// <summary>Every part that was not cancelled came back.</summary>
[Message("order.returned"), ForOthers]
public sealed record OrderReturned(OrderId Order, UserId Buyer, string Number) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Order.Value;
}
