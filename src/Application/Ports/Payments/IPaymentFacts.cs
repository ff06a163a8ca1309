using Marketplace.Kernel;

namespace Marketplace.Ports.Payments;

/// <summary>What an errand must know of a committed payment.</summary>
/// <param name="Status">Canonical state of product §4.3, upper snake.</param>
/// <param name="IsOpen">The provider or the buyer may still bring money.</param>
/// <param name="Reference">The provider's id, once known.</param>
public sealed record PaymentFacts(
    PaymentId Id, OrderId Order, string Number, Money Amount, string Provider, string Method, string? Token, bool TwoStage,
    DateTimeOffset PayBy, string Status, bool IsOpen, string? Reference);

/// <summary>What an errand must know of a committed refund; <paramref name="Key"/> is the provider's idempotency key.</summary>
public sealed record RefundFacts(
    RefundId Id, PaymentId Payment, string Provider, string? Reference, Money Amount, string Status, string Key);

/// <summary>Published query of Payments: committed payments and refunds.</summary>
public interface IPaymentFacts
{
    /// <summary>One payment; null when unknown.</summary>
    Task<PaymentFacts?> Of(PaymentId payment, CancellationToken ct);

    /// <summary>One refund; null when unknown.</summary>
    Task<RefundFacts?> Of(RefundId refund, CancellationToken ct);
}
