using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>Money taken at doors that its holder brought to the platform, as finance counted it.</summary>
public sealed class CashHandIn : Aggregate<CashHandInId>
{
    private CashHandIn(CashHandInId id, string holder, string receipt, DateTimeOffset at) : base(id) =>
        (Holder, Receipt, At) = (holder, receipt, at);

    /// <summary>Account of the courier, or of the shop, whose debt it pays.</summary>
    public string Holder { get; private set; }

    /// <summary>What was brought.</summary>
    public Money Amount { get; private set; }

    /// <summary>Number of the till's or the bank's receipt; once per holder.</summary>
    public string Receipt { get; private set; }

    /// <summary>True when it went to the bank instead of the till.</summary>
    public bool ByBank { get; private set; }

    /// <summary>Who counted it.</summary>
    public UserId By { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Counts what the holder brought; more than is owed is refused.</summary>
    public static Result<CashHandIn> Count(
        CashHandInId id, Account holder, Money amount, Money owed, CashReceipt receipt, DateTimeOffset at)
    {
        if (amount > owed) return CashErrors.MoreThanHeld(owed);

        var handIn = new CashHandIn(id, holder.Name, receipt.Number, at) { Amount = amount, ByBank = receipt.ByBank, By = receipt.By };
        handIn.Record(new StateChange("cash-hand-in", id.Value, "count", null, "BOOKED", receipt.Number, at));
        handIn.Raise(new CashCounted(id, holder.Name, amount));
        return handIn;
    }

    /// <summary>The till or the bank has it, the holder does not owe it any more.</summary>
    public Posting Booked() => Posting.Of(new PostingCause("cash-hand-in", Id.Value), At,
    [
        Entry.Debit(ByBank ? Account.Bank : Account.Till, Amount),
        Entry.Credit(Account.Named(Holder), Amount),
    ]);
}

/// <summary>The proof of a hand-in: its number, where the money went and who counted it.</summary>
public sealed record CashReceipt(string Number, bool ByBank, UserId By);

/// <summary>Money taken at doors reached the platform.</summary>
public sealed record CashCounted(CashHandInId HandIn, string Holder, Money Amount) : IDomainEvent;

/// <summary>Why a hand-in is refused.</summary>
public static class CashErrors
{
    /// <summary>The receipt was booked before.</summary>
    public static Error ReceiptUsed { get; } = Error.Conflict("cash-receipt-used", "This receipt was booked before.") with
    {
        Fields = [new FieldError("/receipt", "used", "Booked before.")],
    };

    /// <summary>Nobody can bring more than is owed.</summary>
    public static Error MoreThanHeld(Money owed) => Error.Invalid(
        "cash-more-than-held", "More is handed in than is owed.", new FieldError("/amount", "more-than-held", $"At most {owed}.")) with
    {
        Facts = new Dictionary<string, object?> { ["owed"] = owed },
    };
}

/// <summary>All hand-ins.</summary>
public interface ICashHandIns
{
    /// <summary>Whether a holder's receipt was booked.</summary>
    Task<bool> Has(string holder, string receipt, CancellationToken ct);

    /// <summary>Adds a new one.</summary>
    void Add(CashHandIn handIn);
}
