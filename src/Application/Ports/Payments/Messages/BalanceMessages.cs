using Marketplace.Kernel;

namespace Marketplace.Ports.Payments.Messages;

/// <summary>A seller order's earnings are available (minus a reserve).</summary>
[Message("escrow.released"), ForOthers]
public sealed record EscrowReleased(SellerOrderId SellerOrder, ShopId Shop, Money Amount, Money Reserved) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => SellerOrder.Value;
}

/// <summary>A shop owes the platform after a claw-back.</summary>
[Message("balance.negative"), ForOthers]
public sealed record BalanceNegative(ShopId Shop, Money Owed, string Cause) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Shop.Value;
}

/// <summary>A payout is planned.</summary>
[Message("payout.scheduled"), ForOthers]
public sealed record PayoutScheduled(PayoutId Payout, ShopId Shop, Money Amount) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Payout.Value;
}

/// <summary>The seller has the money.</summary>
[Message("payout.paid")]
public sealed record PayoutPaid(PayoutId Payout, ShopId Shop, Money Amount) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Payout.Value;
}

/// <summary>The provider refused the payout; the money is available again.</summary>
[Message("payout.failed")]
public sealed record PayoutFailed(PayoutId Payout, ShopId Shop, Money Amount, string Code) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Payout.Value;
}

/// <summary>Our books and a provider's report differ: an exception with an owner is open.</summary>
[Message("reconciliation.mismatch"), ForOthers]
public sealed record ReconciliationMismatch(Guid Run, string Kind, string Reference, Money? Expected, Money? Actual) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Run;
}
