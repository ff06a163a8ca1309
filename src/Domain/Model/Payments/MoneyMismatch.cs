using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>A provider said something our books cannot accept.</summary>
public sealed record MismatchFound(Guid Mismatch, string Kind, string Reference, Money? Expected, Money? Actual) : IDomainEvent;

/// <summary>Something a provider said that the books cannot accept; open until finance explains it (quality R24).</summary>
public sealed class MoneyMismatch : Aggregate<Guid>
{
    private MoneyMismatch(Guid id, string kind, PaymentId payment, string reference, string detail, DateTimeOffset at) : base(id) =>
        (Kind, Payment, Reference, Detail, At) = (kind, payment, reference, detail, at);

    /// <summary><c>wrong-amount</c>, <c>wrong-currency</c> or <c>capture-refused</c>.</summary>
    public string Kind { get; private set; }

    /// <summary>The payment it is about.</summary>
    public PaymentId Payment { get; private set; }

    /// <summary>The provider's id.</summary>
    public string Reference { get; private set; }

    /// <summary>What we expected and what was said.</summary>
    public string Detail { get; private set; }

    /// <summary>When, by the market's clock.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>When finance explained it; null while open.</summary>
    public DateTimeOffset? ExplainedAt { get; private set; }

    /// <summary>How finance explained it.</summary>
    public string? Explanation { get; private set; }

    /// <summary>A new open one.</summary>
    public static MoneyMismatch Of(
        string kind, PaymentId payment, string? reference, Money? expected, Money? actual, DateTimeOffset at)
    {
        var mismatch = new MoneyMismatch(
            Guid.CreateVersion7(at), kind, payment, reference ?? "", $"expected {expected}, said {actual?.ToString() ?? "nothing"}", at);
        mismatch.Raise(new MismatchFound(mismatch.Id, kind, mismatch.Reference, expected, actual));
        return mismatch;
    }

    /// <summary>Finance found the reason.</summary>
    public Result Explain(string explanation, DateTimeOffset at)
    {
        if (ExplainedAt is not null) return Error.Conflict("mismatch-explained", "This was explained before.");

        (Explanation, ExplainedAt) = (explanation, at);
        return Result.Ok;
    }
}
