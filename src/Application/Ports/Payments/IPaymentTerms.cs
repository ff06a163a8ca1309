using Marketplace.Kernel;

namespace Marketplace.Ports.Payments;

/// <summary>One way to pay that the market offers.</summary>
/// <param name="Provider">Adapter code.</param>
/// <param name="Method"><c>card</c>, <c>redirect</c> and so on, as the adapter knows it.</param>
/// <param name="TwoStage">Authorised first, captured when the sellers have decided.</param>
public sealed record PaymentMethod(string Provider, string Method, string Title, bool TwoStage);

/// <summary>Up to which amount whose word is enough for a refund, in minor units of the market's currency.</summary>
/// <param name="Support">Support may approve alone.</param>
/// <param name="OnePerson">Above it the one who asked may not be the one who approves.</param>
public sealed record RefundLimits(long Support, long OnePerson);

/// <summary>Published query of Payments: what the market's settings say about paying.</summary>
public interface IPaymentTerms
{
    /// <summary>The methods of enabled providers in order of preference.</summary>
    IReadOnlyList<PaymentMethod> Methods { get; }

    /// <summary>Limits for refunds.</summary>
    RefundLimits Limits { get; }

    /// <summary>Where a provider sends the buyer back to; null when the market has no pages.</summary>
    Uri? ReturnTo(OrderId order);
}

/// <summary>Published query of Payments: tells waiting requests of this process that an order's payment may look different now.</summary>
public interface IPaymentBell
{
    /// <summary>Something committed.</summary>
    void Ring(OrderId order);

    /// <summary>Returns at the next ring or after a pause, whichever comes first.</summary>
    Task Listen(OrderId order, TimeSpan atMost, CancellationToken ct);
}
