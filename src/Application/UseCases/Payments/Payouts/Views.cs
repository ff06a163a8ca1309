using Marketplace.Kernel;

namespace Marketplace.Application.Payments;

/// <summary>A shop's payout account, or of any shop for finance.</summary>
public sealed record GetPayoutAccount(ShopId Shop);

/// <summary>A payout account as its seller sees it; the token itself is never shown.</summary>
public sealed record PayoutAccountView(
    PayoutAccountId Id, string Provider, string? Display, string Status, string? RefusalCode, string Schedule, DateOnly NextDay,
    DateTimeOffset UpdatedAt)
{
    /// <summary>For the ETag, not for the body.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public uint Version { get; init; }
}

/// <summary>Payouts, newest first: of one shop, or of all for finance.</summary>
public sealed record ListPayouts(ShopId? Shop, IReadOnlyList<string> Statuses, PageRequest Page);

/// <summary>One payout: the shop's own, or any for finance.</summary>
public sealed record GetPayout(PayoutId Payout, ShopId? Shop);

/// <summary>A payout as sellers and finance see it.</summary>
public sealed record PayoutView(
    PayoutId Id, ShopId Shop, Money Amount, string Provider, string Status, string? HoldReason, string? FailureCode, string? Reference,
    DateOnly? RunDay, int Attempt, DateTimeOffset CreatedAt, DateTimeOffset? PaidAt, IReadOnlyList<string> Allowed);
