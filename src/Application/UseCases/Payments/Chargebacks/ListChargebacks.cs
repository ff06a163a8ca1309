using Marketplace.Kernel;

namespace Marketplace.Application.Payments;

/// <summary>Payments disputed at the buyer's bank, newest payment first.</summary>
/// <param name="Open">Only those the bank has not decided.</param>
public sealed record ListChargebacks(bool Open, PageRequest Page);

/// <summary>A disputed payment.</summary>
/// <param name="Id">The payment.</param>
/// <param name="State"><c>OPEN</c>, <c>WON</c> or <c>LOST</c>.</param>
/// <param name="Bearer">Who bears a loss: <c>SELLER</c>, or <c>PLATFORM</c> when finance decided so.</param>
public sealed record ChargebackView(
    PaymentId Id, OrderId OrderId, string Provider, Money Amount, string State, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt,
    string Bearer, string? BearerReason, IReadOnlyList<ChargebackView.Share> Shares)
{
    /// <summary>One seller order's part of it.</summary>
    /// <param name="Taken">Earnings the shop lost by it.</param>
    public sealed record Share(SellerOrderId SellerOrderId, ShopId ShopId, Money Amount, Money Frozen, Money? Taken);
}
