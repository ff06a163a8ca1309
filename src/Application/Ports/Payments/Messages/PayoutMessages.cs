using Marketplace.Kernel;

namespace Marketplace.Ports.Payments.Messages;

/// <summary>A day's run has reached a shop: plan its payout if there is something to pay.</summary>
[Message("payout.plan")]
public sealed record PlanPayout(ShopId Shop, DateOnly Day) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Shop.Value;
}

/// <summary>An approved payout is ready: stop it if the shop may not be paid now, else hand it to the provider.</summary>
[Message("payout.dispatch")]
public sealed record DispatchPayout(PayoutId Payout) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Payout.Value;
}

/// <summary>Errand: ask the provider whether a seller's account can be paid to.</summary>
[Message("payout-account.check")]
public sealed record CheckPayoutAccount(PayoutAccountId Account, string Provider, string Token) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Account.Value;
}

/// <summary>The seller's bank sent a payout back; the money is available again.</summary>
[Message("payout.returned"), ForOthers]
public sealed record PayoutReturned(PayoutId Payout, ShopId Shop, Money Amount, string Code) : IEvent
{
    /// <inheritdoc/>
    public Guid Subject => Payout.Value;
}
