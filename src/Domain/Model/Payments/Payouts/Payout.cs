using Marketplace.Kernel;
using static Marketplace.Domain.Payments.PayoutStatus;
using LedgerAccount = Marketplace.Domain.Payments.Account;

namespace Marketplace.Domain.Payments;

/// <summary>A sum of available earnings on its way to a seller's bank (product §4.7).</summary>
/// <remarks>
/// While a payout is alive its money lies in <c>payout:{id}</c>. The provider's key is made of id and attempt: a lost answer
/// repeats the attempt, only a definite refusal begins another.
/// </remarks>
public sealed class Payout : Aggregate<PayoutId>
{
    private static readonly Dictionary<string, PayoutStatus[]> Machine = new()
    {
        ["approve"] = [Scheduled],
        ["hold"] = [Scheduled, Approved],
        ["lift"] = [OnHold],
        ["cancel"] = [Scheduled, Approved, OnHold],
        ["send"] = [Approved],
        ["pay"] = [Processing],
        ["fail"] = [Processing],
        ["reschedule"] = [Failed],
        ["return"] = [Processing, Paid],
        ["mark-paid"] = [Approved, OnHold, Processing, Failed],
    };

    private Payout(PayoutId id, ShopId shop, PayoutAccountId account, string provider, string accountToken, DateOnly? runDay) : base(id) =>
        (Shop, Account, Provider, AccountToken, RunDay) = (shop, account, provider, accountToken, runDay);

    /// <summary>Whose money.</summary>
    public ShopId Shop { get; private set; }

    /// <summary>How much.</summary>
    public Money Amount { get; private set; }

    /// <summary>The account it goes to.</summary>
    public PayoutAccountId Account { get; private set; }

    /// <summary>Provider code, as the account said when it was planned.</summary>
    public string Provider { get; private set; }

    /// <summary>The provider's token of the account.</summary>
    public string AccountToken { get; private set; }

    /// <summary>The run that planned it; null when the seller asked.</summary>
    public DateOnly? RunDay { get; private set; }

    /// <summary>Where it stands.</summary>
    public PayoutStatus Status { get; private set; }

    /// <summary>Number of the provider key: grows with each definite refusal.</summary>
    public int Attempt { get; private set; } = 1;

    /// <summary>Why it is on hold; shown to the seller.</summary>
    public string? HoldReason { get; private set; }

    /// <summary>The provider's or the bank's reference.</summary>
    public string? Reference { get; private set; }

    /// <summary>The last refusal.</summary>
    public string? FailureCode { get; private set; }

    /// <summary>When it was planned.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When the seller had the money.</summary>
    public DateTimeOffset? PaidAt { get; private set; }

    /// <summary>Version for lost updates.</summary>
    public uint Version { get; private set; }

    /// <summary>The key under which this attempt moves money at most once.</summary>
    public string ProviderKey => $"{Id}:{Attempt}";

    /// <summary>True while its money is neither with the seller nor back.</summary>
    public bool IsAlive => Status is Scheduled or Approved or OnHold or Processing;

    private Account AtProvider => LedgerAccount.Provider(Provider);

    /// <summary>A planned payout; small ones approve themselves.</summary>
    public static Payout Schedule(PayoutId id, PayoutAccount account, Money amount, DateOnly? runDay, Money autoLimit, DateTimeOffset at)
    {
        var payout = new Payout(id, account.Shop, account.Id, account.Provider, account.Token, runDay) { Amount = amount, CreatedAt = at };
        payout.Record(new StateChange("payout", id.Value, "schedule", null, Scheduled.Text(), runDay?.ToString("O", null) ?? "request", at));
        payout.Raise(new PayoutPlanned(id, account.Shop, amount));
        if (amount <= autoLimit) payout.Approve(at);
        return payout;
    }

    /// <summary>Events a payout accepts in a status.</summary>
    public static IEnumerable<string> Allowed(PayoutStatus status) => Machine.Where(m => m.Value.Contains(status)).Select(m => m.Key);

    /// <summary>Agreed: it may be sent.</summary>
    public Result Approve(DateTimeOffset at)
    {
        if (Refuses("approve", out var refusal)) return refusal;

        Move("approve", Approved, null, at);
        Raise(new PayoutApproved(Id));
        return Result.Ok;
    }

    /// <summary>Stops it with a reason the seller sees.</summary>
    public Result Hold(string reason, DateTimeOffset at)
    {
        if (Refuses("hold", out var refusal)) return refusal;

        HoldReason = reason;
        Move("hold", OnHold, reason, at);
        return Result.Ok;
    }

    /// <summary>The reason is gone; it is approved anew.</summary>
    public Result Lift(DateTimeOffset at)
    {
        if (Refuses("lift", out var refusal)) return refusal;

        HoldReason = null;
        Move("lift", Scheduled, null, at);
        return Result.Ok;
    }

    /// <summary>Called off before it was sent: the money is available again.</summary>
    public Result<Posting> Cancel(string reason, DateTimeOffset at)
    {
        if (Refuses("cancel", out var refusal)) return refusal;

        Move("cancel", Cancelled, reason, at);
        return Back("payout-cancel", at);
    }

    /// <summary>Goes to the provider; repeated while the provider's answer is missing.</summary>
    public Result Send(DateTimeOffset at)
    {
        if (Status == Processing) return Result.Ok;
        if (Refuses("send", out var refusal)) return refusal;

        Move("send", Processing, null, at);
        return Result.Ok;
    }

    /// <summary>The provider works on it.</summary>
    public void Waits(string reference) => Reference = reference;

    /// <summary>The seller has the money; null when that was known.</summary>
    public Result<Posting?> Pay(string reference, DateTimeOffset at)
    {
        if (Status is Paid or Returned) return (Posting?)null;
        if (Refuses("pay", out var refusal)) return refusal;
        return Settle("pay", reference, AtProvider, at);
    }

    /// <summary>Finance paid it by bank instead.</summary>
    public Result<Posting?> MarkPaid(string bankReference, DateTimeOffset at)
    {
        if (Refuses("mark-paid", out var refusal)) return refusal;
        return Settle("mark-paid", bankReference, LedgerAccount.Provider("bank"), at);
    }

    /// <summary>The provider refused: the money is available again. Null when that was known.</summary>
    public Result<Posting?> Fail(string code, DateTimeOffset at)
    {
        if (Status == Failed) return (Posting?)null;
        if (Refuses("fail", out var refusal)) return refusal;

        FailureCode = code;
        Move("fail", Failed, code, at);
        Raise(new PayoutRefused(Id, Shop, Amount, code));
        return Back($"payout-fail-{Attempt}", at);
    }

    /// <summary>The account was put right: planned again under a new key, with the money taken again.</summary>
    public Result<Posting> Reschedule(PayoutAccount account, Money autoLimit, DateTimeOffset at)
    {
        if (Refuses("reschedule", out var refusal)) return refusal;

        Attempt++;
        (Account, Provider, AccountToken, FailureCode, Reference) = (account.Id, account.Provider, account.Token, null, null);
        Move("reschedule", Scheduled, null, at);
        if (Amount <= autoLimit) Approve(at);
        return Taken(at);
    }

    /// <summary>The seller's bank sent it back: the money is available again. Null when that was known.</summary>
    public Result<Posting?> Return(string reference, string code, DateTimeOffset at)
    {
        if (Status == Returned) return (Posting?)null;
        if (Refuses("return", out var refusal)) return refusal;

        var wasPaid = Status == Paid;
        (FailureCode, Reference) = (code, reference);
        Move("return", Returned, code, at);
        Raise(new PayoutCameBack(Id, Shop, Amount, code));
        var from = wasPaid ? AtProvider : LedgerAccount.Payout(Id);
        return Posting.Of(new PostingCause($"payout-return-{Attempt}", Id.Value), at,
            [Entry.Debit(from, Amount), Entry.Credit(LedgerAccount.Available(Shop), Amount)]);
    }

    /// <summary>The posting that takes this payout's money out of what is available.</summary>
    public Posting Taken(DateTimeOffset at) => Posting.Of(new PostingCause($"payout-{Attempt}", Id.Value), at,
        [Entry.Debit(LedgerAccount.Available(Shop), Amount), Entry.Credit(LedgerAccount.Payout(Id), Amount)]);


    private Posting Settle(string @event, string reference, Account from, DateTimeOffset at)
    {
        // After a refusal the money is back with the seller: paying by bank takes it from there.
        var to = Status == Failed ? LedgerAccount.Available(Shop) : LedgerAccount.Payout(Id);
        (Reference, PaidAt, FailureCode) = (reference, at, null);
        Move(@event, Paid, reference, at);
        Raise(new PayoutSettled(Id, Shop, Amount));
        return Posting.Of(new PostingCause($"payout-paid-{Attempt}", Id.Value), at, [Entry.Debit(to, Amount), Entry.Credit(from, Amount)]);
    }

    private Posting Back(string cause, DateTimeOffset at) => Posting.Of(new PostingCause(cause, Id.Value), at,
        [Entry.Debit(LedgerAccount.Payout(Id), Amount), Entry.Credit(LedgerAccount.Available(Shop), Amount)]);

    private bool Refuses(string @event, out Error refusal)
    {
        refusal = Error.InvalidTransition("payout", Status.Text(), @event, [.. Allowed(Status)]);
        return !Machine[@event].Contains(Status);
    }

    private void Move(string @event, PayoutStatus to, string? reason, DateTimeOffset at)
    {
        Record(new StateChange("payout", Id.Value, @event, Status.Text(), to.Text(), reason, at));
        Status = to;
    }
}
