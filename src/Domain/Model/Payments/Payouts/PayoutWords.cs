using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>Where a payout stands.</summary>
public enum PayoutStatus
{
    /// <summary>Planned, waiting for approval.</summary>
    Scheduled,

    /// <summary>May be sent.</summary>
    Approved,

    /// <summary>Stopped with a reason.</summary>
    OnHold,

    /// <summary>With the provider.</summary>
    Processing,

    /// <summary>The seller has the money.</summary>
    Paid,

    /// <summary>Refused; the money is available again.</summary>
    Failed,

    /// <summary>Paid and sent back by the bank.</summary>
    Returned,

    /// <summary>Called off.</summary>
    Cancelled,
}

/// <summary>A payout was planned.</summary>
public sealed record PayoutPlanned(PayoutId Payout, ShopId Shop, Money Amount) : IDomainEvent;

/// <summary>A payout was approved and may be sent.</summary>
public sealed record PayoutApproved(PayoutId Payout) : IDomainEvent;

/// <summary>The seller got the money.</summary>
public sealed record PayoutSettled(PayoutId Payout, ShopId Shop, Money Amount) : IDomainEvent;

/// <summary>The provider refused a payout.</summary>
public sealed record PayoutRefused(PayoutId Payout, ShopId Shop, Money Amount, string Code) : IDomainEvent;

/// <summary>A paid payout was sent back.</summary>
public sealed record PayoutCameBack(PayoutId Payout, ShopId Shop, Money Amount, string Code) : IDomainEvent;

/// <summary>All payouts.</summary>
public interface IPayouts
{
    /// <summary>One payout; null when unknown.</summary>
    Task<Payout?> Find(PayoutId id, CancellationToken ct);

    /// <summary>A shop's refused payouts that wait for a better account.</summary>
    Task<IReadOnlyList<Payout>> Refused(ShopId shop, CancellationToken ct);

    /// <summary>Payouts that are with a provider or approved and not sent: to be asked about again.</summary>
    Task<IReadOnlyList<PayoutId>> Unsettled(CancellationToken ct);

    /// <summary>Whether a run has planned a payout for a shop.</summary>
    Task<bool> Ran(ShopId shop, DateOnly day, CancellationToken ct);

    /// <summary>Adds a new one.</summary>
    void Add(Payout payout);
}

/// <summary>Why a payout or its account says no.</summary>
public static class PayoutErrors
{
    /// <summary>Unknown, or another shop's.</summary>
    public static Error NotFound { get; } = Error.NotFound("payout-not-found", "There is no such payout.");

    /// <summary>The shop has not named an account.</summary>
    public static Error AccountMissing { get; } = Error.NotFound("payout-account-missing", "Name a payout account first.");

    /// <summary>The provider has not accepted the account.</summary>
    public static Error AccountUnverified { get; } =
        Error.Conflict("payout-account-unverified", "The payout account is not verified.");

    /// <summary>The provider is not offered.</summary>
    public static Error UnknownProvider { get; } = Error.Invalid(
        "payout-provider-unknown", "This payout provider is not offered.", new FieldError("/provider", "unknown", "Not offered."));

    /// <summary>The account moved under the writer.</summary>
    public static Error Stale { get; } = new(ErrorKind.Stale, "stale", "The payout account changed meanwhile; read it again.");

    /// <summary>Sellers may not be paid now.</summary>
    public static Error ShopNotPayable { get; } = new(ErrorKind.Held, "shop-not-payable", "Payouts of this shop are stopped.");

    /// <summary>The shop owes the platform.</summary>
    public static Error OwesPlatform(Money owed) =>
        new(ErrorKind.Held, "balance-negative", $"The shop owes {owed}; new earnings repay that first.");

    /// <summary>Too little to send.</summary>
    public static Error BelowMinimum(Money available, Money minimum) => Error.Conflict(
        "payout-below-minimum", $"{available} is available; a payout needs at least {minimum}.");
}
