using Marketplace.Kernel;

namespace Marketplace.Ports.Payments;

/// <summary>What an errand must know of a committed payout.</summary>
/// <param name="Status">Canonical state of product §4.7, upper snake.</param>
/// <param name="Key">The provider's idempotency key, derived from id and attempt.</param>
/// <param name="Attempt">Counts definite refusals; the provider may still know an earlier attempt of the same payout.</param>
public sealed record PayoutFacts(
    PayoutId Id, ShopId Shop, Money Amount, string Provider, string AccountToken, string Status, string Key, int Attempt);

/// <summary>Published query of Payments: committed payouts.</summary>
public interface IPayoutFacts
{
    /// <summary>One payout; null when unknown.</summary>
    Task<PayoutFacts?> Of(PayoutId payout, CancellationToken ct);
}

/// <summary>Published query of Payments: codes of enabled providers, for code that may not hold the providers themselves.</summary>
public interface IProviderDirectory
{
    /// <summary>Providers that can pay sellers, in order of preference.</summary>
    IReadOnlyList<string> Payouts { get; }

    /// <summary>Providers that report their movements.</summary>
    IReadOnlyList<string> Reports { get; }
}
