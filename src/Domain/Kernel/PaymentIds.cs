using System.Text.Json.Serialization;

namespace Marketplace.Kernel;

/// <summary>One attempt to collect money through one provider.</summary>
[JsonConverter(typeof(IdJson<PaymentId>))]
public readonly record struct PaymentId(Guid Value) : IId<PaymentId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static PaymentId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static PaymentId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Money going back to a buyer.</summary>
[JsonConverter(typeof(IdJson<RefundId>))]
public readonly record struct RefundId(Guid Value) : IId<RefundId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static RefundId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static RefundId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One balanced entry group of the ledger.</summary>
[JsonConverter(typeof(IdJson<PostingId>))]
public readonly record struct PostingId(Guid Value) : IId<PostingId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static PostingId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static PostingId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A transfer of earnings to a seller's bank.</summary>
[JsonConverter(typeof(IdJson<PayoutId>))]
public readonly record struct PayoutId(Guid Value) : IId<PayoutId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static PayoutId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static PayoutId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Where a seller wants the money.</summary>
[JsonConverter(typeof(IdJson<PayoutAccountId>))]
public readonly record struct PayoutAccountId(Guid Value) : IId<PayoutAccountId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static PayoutAccountId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static PayoutAccountId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>One rule of a fee schedule.</summary>
[JsonConverter(typeof(IdJson<FeeRuleId>))]
public readonly record struct FeeRuleId(Guid Value) : IId<FeeRuleId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static FeeRuleId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static FeeRuleId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Money taken at doors that was brought to the platform.</summary>
[JsonConverter(typeof(IdJson<CashHandInId>))]
public readonly record struct CashHandInId(Guid Value) : IId<CashHandInId>
{
    /// <summary>A fresh id (UUIDv7) from the caller's time.</summary>
    public static CashHandInId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    /// <inheritdoc/>
    public static CashHandInId From(Guid value) => new(value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}
