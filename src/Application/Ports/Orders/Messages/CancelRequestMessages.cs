using Marketplace.Kernel;

namespace Marketplace.Ports.Orders.Messages;

/// <summary>The buyer does not want a part any more that is being sent: the seller answers until <paramref name="AnswerBy"/>.</summary>
[Message("seller-order.cancel-requested")]
public sealed record SellerOrderCancelRequested(
    SellerOrderId SellerOrder, OrderId Order, ShopId Shop, UserId Buyer, string Number, DateTimeOffset AnswerBy) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>The wish to cancel has an end; agreed and lapsed ones are also told as cancelled.</summary>
/// <param name="Answer"><c>AGREED</c>, <c>REFUSED</c>, <c>LAPSED</c> (silence counts for the buyer) or <c>OVERTAKEN</c> (the goods had left).</param>
[Message("seller-order.cancel-answered")]
public sealed record SellerOrderCancelAnswered(
    SellerOrderId SellerOrder, OrderId Order, ShopId Shop, UserId Buyer, string Number, string Answer) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>The carrier was silent, the buyer was asked and has nothing: the money is held until support finds out.</summary>
[Message("seller-order.not-received")]
public sealed record SellerOrderNotReceived(SellerOrderId SellerOrder, OrderId Order, ShopId Shop, UserId Buyer, string Number) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}
