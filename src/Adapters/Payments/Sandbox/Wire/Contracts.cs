using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Adapters.Payments.Sandbox.Wire;

/// <summary>How both halves write JSON.</summary>
internal static class WireFormat
{
    public const string SignatureHeader = "sandbox-signature";
    public const string KeyHeader = "Idempotency-Key";

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}

/// <summary>Asks for money.</summary>
internal sealed record NewCharge(
    Guid PaymentId, long Amount, string Currency, string Method, string? Token, bool Manual, string Description, Uri? ReturnUrl,
    DateTimeOffset PayBy);

/// <summary>A charge as the provider shows it.</summary>
internal sealed record ChargeView(
    string Id, Guid PaymentId, string Status, long Amount, string Currency, long CapturedAmount, long RefundedAmount,
    string? Reason = null, string? Code = null, string? ActionKind = null, Uri? ActionUrl = null,
    DateTimeOffset? HoldUntil = null, DateTimeOffset? PendingUntil = null);

/// <summary>Takes (part of) an authorised charge.</summary>
internal sealed record NewCapture(long Amount, string Currency);

/// <summary>Sends money back.</summary>
internal sealed record NewRefund(Guid RefundId, string Charge, long Amount, string Currency);

/// <summary>A refund as the provider shows it.</summary>
internal sealed record RefundView(
    string Id, Guid RefundId, string Charge, string Status, long Amount, string Currency, string? Code = null, bool Final = false);

/// <summary>Sends money to a seller.</summary>
internal sealed record NewPayout(Guid PayoutId, long Amount, string Currency, string Account, string Description);

/// <summary>A payout as the provider shows it.</summary>
internal sealed record PayoutView(
    string Id, Guid PayoutId, string Status, long Amount, string Currency, string Account, string? Code = null);

/// <summary>An account that money can be paid to, or why it cannot.</summary>
internal sealed record AccountView(string Token, bool Usable, string? Display, string? Code);

/// <summary>A chargeback as the provider shows it.</summary>
internal sealed record ChargebackView(string Charge, Guid PaymentId, string State, long Amount, string Currency);

/// <summary>One booked movement of a day.</summary>
internal sealed record MovementView(string Kind, string Reference, Guid? OurId, long Amount, string Currency, DateTimeOffset At);

/// <summary>All movements of a day.</summary>
internal sealed record ReportView(DateOnly Day, IReadOnlyList<MovementView> Movements);

/// <summary>A refusal of the provider's interface itself.</summary>
internal sealed record Refusal(string Code, string Message);

/// <summary>A webhook's body; exactly one of the objects is set for a type this version knows.</summary>
internal sealed record EventView(
    string Id, string Type, DateTimeOffset CreatedAt, ChargeView? Charge = null, RefundView? Refund = null, PayoutView? Payout = null,
    ChargebackView? Chargeback = null);
