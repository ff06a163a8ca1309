using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>All payments.</summary>
public interface IPayments
{
    /// <summary>One payment; null when unknown.</summary>
    Task<Payment?> Find(PaymentId id, CancellationToken ct);

    /// <summary>Every payment of an order, oldest first.</summary>
    Task<IReadOnlyList<Payment>> Of(OrderId order, CancellationToken ct);

    /// <summary>Adds a new one.</summary>
    void Add(Payment payment);

    /// <summary>Whether an open mismatch of a kind is known for a payment.</summary>
    Task<bool> HasMismatch(PaymentId payment, string kind, CancellationToken ct);

    /// <summary>Opens a mismatch.</summary>
    void Add(MoneyMismatch mismatch);
}
