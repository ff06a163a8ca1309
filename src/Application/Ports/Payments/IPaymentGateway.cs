using Marketplace.Kernel;

namespace Marketplace.Ports.Payments;

/// <summary>Moves money through one payment provider.</summary>
/// <remarks>
/// Implementations pass <c>PaymentGatewayContract</c>. They report what the provider said and decide nothing:
/// retries, refunds and ledger entries belong to the application. A timeout is <c>Unknown</c>, never a refusal.
/// </remarks>
public interface IPaymentGateway : IExternalPort
{
    /// <summary>Asks for the money (authorises only when two-stage). Repeating a request with the same key must not move money twice.</summary>
    Task<ChargeOutcome> Charge(ChargeRequest request, CancellationToken ct);

    /// <summary>Learns the fate of a charge from the provider; <c>Unknown</c> when it cannot say, <c>NotFound</c> when it never arrived.</summary>
    Task<ChargeOutcome> Find(PaymentId payment, string? reference, CancellationToken ct);

    /// <summary>Takes an authorised amount or a part of it (the rest is let go); once per payment.</summary>
    Task<ChargeOutcome> Capture(PaymentId payment, string reference, Money amount, string key, CancellationToken ct);

    /// <summary>Gives an authorised or waiting charge up.</summary>
    Task<ChargeOutcome> Void(PaymentId payment, string reference, string key, CancellationToken ct);

    /// <summary>Sends money back; repeating a key must not send twice.</summary>
    Task<RefundOutcome> Refund(RefundRequest request, CancellationToken ct);

    /// <summary>Reads a webhook; null when its signature does not prove where it came from.</summary>
    ProviderNews? Read(IncomingWebhook webhook);
}

/// <summary>Also implemented by gateways that can send money to sellers.</summary>
public interface IPayoutGateway : IExternalPort
{
    /// <summary>Sends money to a seller's account; repeating a key must not send twice.</summary>
    Task<PayoutOutcome> Pay(PayoutRequest request, CancellationToken ct);

    /// <summary>Learns the fate of a payout whose answer was lost.</summary>
    Task<PayoutOutcome> Find(PayoutId payout, CancellationToken ct);

    /// <summary>Asks whether an account token can be paid to.</summary>
    Task<AccountOutcome> Check(string accountToken, CancellationToken ct);
}

/// <summary>Also implemented by gateways that report a day's movements for reconciliation.</summary>
public interface IProviderReports : IExternalPort
{
    /// <summary>Every movement the provider booked on a day (UTC).</summary>
    Task<IReadOnlyList<ProviderMovement>> Movements(DateOnly day, CancellationToken ct);
}

/// <summary>One booked movement: kind <c>capture</c>, <c>refund</c>, <c>payout</c>, <c>chargeback</c> or <c>fee</c>; our id when the provider kept it.</summary>
public sealed record ProviderMovement(string Kind, string Reference, Guid? OurId, Money Amount, DateTimeOffset At);

/// <summary>What to charge. <paramref name="TwoStage"/> authorises now and captures later.</summary>
public sealed record ChargeRequest(
    PaymentId Payment, Money Amount, string Method, string? Token, string Key, bool TwoStage, string Description, Uri? ReturnUrl, DateTimeOffset PayBy);

/// <summary>What to send back of a captured charge.</summary>
public sealed record RefundRequest(RefundId Refund, PaymentId Payment, string Reference, Money Amount, string Key);

/// <summary>What to pay out and where to: an opaque account token of the provider.</summary>
public sealed record PayoutRequest(PayoutId Payout, Money Amount, string AccountToken, string Key, string Description);

/// <summary>What the provider said of a charge.</summary>
public abstract record ChargeOutcome
{
    /// <summary>The money is ours.</summary>
    public sealed record Captured(string Reference, Money Amount) : ChargeOutcome;

    /// <summary>The money is promised until the hold ends.</summary>
    public sealed record Authorized(string Reference, Money Amount, DateTimeOffset Until) : ChargeOutcome;

    /// <summary>The buyer must act: go to the address (redirect, 3-D Secure) or scan or confirm.</summary>
    public sealed record ActionNeeded(string Reference, string Kind, Uri SendBuyerTo) : ChargeOutcome;

    /// <summary>Accepted, the provider works on it until the given time.</summary>
    public sealed record Pending(string Reference, DateTimeOffset Until) : ChargeOutcome;

    /// <summary>Refused for good; nothing moved.</summary>
    public sealed record Declined(DeclineReason Reason, string ProviderCode) : ChargeOutcome;

    /// <summary>Given up before the money moved.</summary>
    public sealed record Voided(string Reference) : ChargeOutcome;

    /// <summary>The provider has never heard of it.</summary>
    public sealed record NotFound : ChargeOutcome;

    /// <summary>Money may or may not have moved: ask <c>Find</c>, never charge again with another key.</summary>
    public sealed record Unknown(string Why) : ChargeOutcome;
}

/// <summary>Why a charge was refused, in words all providers share.</summary>
public enum DeclineReason
{
    /// <summary>No reason the provider would name.</summary>
    Other,

    /// <summary>Not enough money.</summary>
    InsufficientFunds,

    /// <summary>The card or account is expired or closed.</summary>
    Expired,

    /// <summary>The provider suspects fraud.</summary>
    Suspicious,

    /// <summary>The buyer did not pass or gave up the confirmation.</summary>
    NotConfirmed,

    /// <summary>The token or account is wrong.</summary>
    InvalidAccount,

    /// <summary>Above a limit.</summary>
    LimitExceeded,
}

/// <summary>What the provider said of a refund.</summary>
public abstract record RefundOutcome
{
    /// <summary>The money went back.</summary>
    public sealed record Succeeded(string Reference) : RefundOutcome;

    /// <summary>The provider works on it; news will come.</summary>
    public sealed record Pending(string Reference) : RefundOutcome;

    /// <summary>Refused; <paramref name="Final"/> when trying again is pointless.</summary>
    public sealed record Failed(string ProviderCode, bool Final) : RefundOutcome;

    /// <summary>Nobody knows: repeat with the same key.</summary>
    public sealed record Unknown(string Why) : RefundOutcome;
}

/// <summary>What the provider said of a payout.</summary>
public abstract record PayoutOutcome
{
    /// <summary>The seller has the money.</summary>
    public sealed record Paid(string Reference) : PayoutOutcome;

    /// <summary>On its way; news will come.</summary>
    public sealed record Pending(string Reference) : PayoutOutcome;

    /// <summary>Refused, nothing moved.</summary>
    public sealed record Failed(string ProviderCode) : PayoutOutcome;

    /// <summary>Paid, and sent back by the seller's bank.</summary>
    public sealed record Returned(string Reference, string ProviderCode) : PayoutOutcome;

    /// <summary>The provider has never heard of it.</summary>
    public sealed record NotFound : PayoutOutcome;

    /// <summary>Nobody knows: ask <c>Find</c>.</summary>
    public sealed record Unknown(string Why) : PayoutOutcome;
}

/// <summary>What the provider said of a payout account.</summary>
public abstract record AccountOutcome
{
    /// <summary>Money can be paid to it; the display name tells the seller which one it is without revealing it.</summary>
    public sealed record Usable(string Display) : AccountOutcome;

    /// <summary>Not a payable account, with the provider's code.</summary>
    public sealed record Refused(string ProviderCode) : AccountOutcome;

    /// <summary>No answer: ask again.</summary>
    public sealed record Unknown(string Why) : AccountOutcome;
}

/// <summary>A webhook as it came: raw bytes and headers (names lower case).</summary>
public sealed record IncomingWebhook(ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Headers, DateTimeOffset At);

/// <summary>A genuine piece of news; the application re-reads the state from the provider when in doubt.</summary>
/// <param name="EventId">The provider's event id: processed once.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="OurId">Our payment, refund or payout id as the provider kept it.</param>
/// <param name="Reference">The provider's id.</param>
/// <param name="Charge">The charge outcome it reports, if it is about a charge.</param>
/// <param name="Refund">The refund outcome it reports, if it is about a refund.</param>
/// <param name="Payout">The payout outcome it reports, if it is about a payout.</param>
/// <param name="Chargeback">The chargeback it reports, if any.</param>
public sealed record ProviderNews(
    string EventId, NewsKind Kind, Guid OurId, string Reference, ChargeOutcome? Charge = null, RefundOutcome? Refund = null,
    PayoutOutcome? Payout = null, ChargebackNews? Chargeback = null);

/// <summary>A chargeback: state <c>open</c>, <c>won</c> or <c>lost</c>, and the disputed amount.</summary>
public sealed record ChargebackNews(string State, Money Amount);

/// <summary>What a piece of provider news is about.</summary>
public enum NewsKind
{
    /// <summary>A type this adapter does not know: stored and acknowledged.</summary>
    Other,

    /// <summary>A charge.</summary>
    Charge,

    /// <summary>A refund.</summary>
    Refund,

    /// <summary>A payout.</summary>
    Payout,

    /// <summary>A chargeback of a payment.</summary>
    Chargeback,
}
