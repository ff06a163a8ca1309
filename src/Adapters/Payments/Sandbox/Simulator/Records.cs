namespace Marketplace.Adapters.Payments.Sandbox.Simulator;

/// <summary>What the provider knows of one charge.</summary>
internal sealed record Charge
{
    public required string Id { get; init; }
    public required Guid PaymentId { get; init; }
    public required string Key { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public string? Token { get; init; }
    public bool Manual { get; init; }
    public Uri? ReturnUrl { get; init; }
    public string Description { get; init; } = "";
    public required string Status { get; init; }
    public long Captured { get; init; }
    public long Refunded { get; init; }

    /// <summary>Refunds accepted but not yet done.</summary>
    public long Refunding { get; init; }

    public string? Reason { get; init; }
    public string? Code { get; init; }
    public string? ActionKind { get; init; }
    public DateTimeOffset? HoldUntil { get; init; }
    public DateTimeOffset? PendingUntil { get; init; }
    public string? Chargeback { get; init; }

    /// <summary>A first refund was turned away (<c>tok_refund_flaky</c>).</summary>
    public bool RefundTried { get; init; }

    /// <summary>Real time at which <see cref="Then"/> happens by itself.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>What happens by itself: a charge status, or <c>chargeback:open|won|lost</c>.</summary>
    public string? Then { get; init; }
}

/// <summary>What the provider knows of one refund.</summary>
internal sealed record Refund
{
    public required string Id { get; init; }
    public required Guid RefundId { get; init; }
    public required string Key { get; init; }
    public required string Charge { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public required string Status { get; init; }
    public string? Code { get; init; }
    public DateTimeOffset? Due { get; init; }
    public string? Then { get; init; }
}

/// <summary>What the provider knows of one payout.</summary>
internal sealed record Payout
{
    public required string Id { get; init; }
    public required Guid PayoutId { get; init; }
    public required string Key { get; init; }
    public required long Amount { get; init; }
    public required string Currency { get; init; }
    public required string Account { get; init; }
    public required string Status { get; init; }
    public string? Code { get; init; }
    public DateTimeOffset? Due { get; init; }
    public string? Then { get; init; }
}

/// <summary>Money that moved.</summary>
internal sealed record Movement(string Kind, string Reference, Guid OurId, long Amount, string Currency, DateTimeOffset At);

/// <summary>A webhook to deliver, or delivered.</summary>
internal sealed record Notice(string Id, string Body, DateTimeOffset Due, int Attempts, bool Delivered);

/// <summary>One thing that changed; a journal line is a list of these that become true together.</summary>
internal sealed record Entry(
    Charge? Charge = null, Refund? Refund = null, Payout? Payout = null, Movement? Movement = null, Notice? Notice = null);

/// <summary>The words of a charge's life.</summary>
internal static class ChargeStatus
{
    public const string Captured = "captured";
    public const string Authorized = "authorized";
    public const string RequiresAction = "requires_action";
    public const string Pending = "pending";
    public const string Declined = "declined";
    public const string Voided = "voided";
}

/// <summary>The words of a refund's and a payout's life.</summary>
internal static class TransferStatus
{
    public const string Succeeded = "succeeded";
    public const string Paid = "paid";
    public const string Pending = "pending";
    public const string Failed = "failed";
    public const string Returned = "returned";
}
