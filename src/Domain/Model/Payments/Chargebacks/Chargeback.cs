using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>A seller order's part of a disputed payment, and how much of already released money was frozen for it.</summary>
public sealed record ChargebackShare(SellerOrderId SellerOrder, ShopId Shop, Money Amount, Money Frozen)
{
    /// <summary>What the shop lost of its earnings when the bank found for the buyer; null before.</summary>
    public Money? Taken { get; init; }
}

/// <summary>A payment disputed at the buyer's bank: whose money is at stake until the bank decides (product §4.3, §7.10–7.11).</summary>
public sealed class Chargeback : Aggregate<PaymentId>
{
    private Chargeback(PaymentId id, OrderId order, string provider, IReadOnlyList<ChargebackShare> shares, DateTimeOffset openedAt) : base(id) =>
        (Order, Provider, Shares, OpenedAt) = (order, provider, shares, openedAt);

    /// <summary>The order.</summary>
    public OrderId Order { get; private set; }

    /// <summary>Provider code.</summary>
    public string Provider { get; private set; }

    /// <summary>The disputed amount.</summary>
    public Money Amount { get; private set; }

    /// <summary>Who is affected, and by how much.</summary>
    public IReadOnlyList<ChargebackShare> Shares { get; private set; }

    /// <summary>When we learnt of it.</summary>
    public DateTimeOffset OpenedAt { get; private set; }

    /// <summary>When the bank decided.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The cause is not the seller's (fraud): the platform bears the loss.</summary>
    public bool PlatformBears { get; private set; }

    /// <summary>Why, in finance's words.</summary>
    public string? BearerReason { get; private set; }

    /// <summary>Row version, for lost updates.</summary>
    public uint Version { get; private set; }

    /// <summary>
    /// Freezes exactly the disputed amount: money in escrow is held, money already released is set aside as far as it is still there.
    /// </summary>
    /// <param name="balances">The shops' balances; null when the bank has decided already and nothing need be frozen.</param>
    public static (Chargeback Chargeback, Posting? Freeze) Open(
        Payment payment, Money amount, IReadOnlyList<Settlement> parts, IReadOnlyDictionary<Account, Money>? balances, DateTimeOffset at)
    {
        var (none, shares, entries) = (Money.Zero(amount.Currency), new List<ChargebackShare>(), new List<Entry>());
        foreach (var (part, share) in Divide(amount, parts))
        {
            var frozen = none;
            if (part.Released && balances is not null)
            {
                frozen = Money.Max(none, Money.Min(share, balances[Account.Available(part.Shop)]));
                entries.Add(Entry.Debit(Account.Available(part.Shop), frozen));
                entries.Add(Entry.Credit(Account.Reserve(part.Shop), frozen));
            }

            if (!part.Released) part.Hold(HoldName, payment.Id.Value, on: true);

            shares.Add(new ChargebackShare(part.Id, part.Shop, share, frozen));
        }

        var chargeback = new Chargeback(payment.Id, payment.Order, payment.Provider, shares, at) { Amount = amount };
        var moved = entries.Any(e => !e.Amount.IsZero);
        return (chargeback, moved ? Posting.Of(new PostingCause("chargeback-freeze", payment.Id.Value), at, entries) : null);
    }

    /// <summary>The bank found for the platform: what was frozen is available again. Null when nothing was.</summary>
    public Posting? Win(IReadOnlyList<Settlement> parts, IReadOnlyDictionary<Account, Money> balances, DateTimeOffset at)
    {
        ClosedAt = at;
        return Unfreeze(parts, balances, at);
    }

    /// <summary>
    /// Finance decides that the seller is not to blame: what is frozen is given back at once, and what a lost dispute took from the
    /// shops is paid to them, debts first. Null when no money moves.
    /// </summary>
    public Result<Posting?> LetPlatformBear(
        string reason, ChargebackStatus status, IReadOnlyList<Settlement> parts, IReadOnlyDictionary<Account, Money> balances,
        DateTimeOffset at)
    {
        if (PlatformBears || status == ChargebackStatus.Won) return PaymentErrors.NothingToBear(Id);

        (PlatformBears, BearerReason) = (true, reason);
        Record(new StateChange("chargeback", Id.Value, "let-platform-bear", "seller", "platform", reason, at));
        if (status == ChargebackStatus.Lost) return Compensate(balances, at);

        var posting = Unfreeze(parts, balances, at);
        Shares = [.. Shares.Select(s => s with { Frozen = Money.Zero(Amount.Currency) })];
        return posting;
    }

    /// <summary>
    /// The bank found for the buyer: the provider took the money. Each share is borne like a refund, from escrow or by claw-back; what no
    /// part of the order carries any more is the platform's loss.
    /// </summary>
    public Posting Lose(
        IReadOnlyList<Settlement> parts, IReadOnlyDictionary<Account, Money> balances, Money limit, DateTimeOffset at)
    {
        ClosedAt = at;
        var (carried, entries) = (Money.Zero(Amount.Currency), new List<Entry>());
        if (!PlatformBears) Shares = [.. Shares.Select(s => s with { Taken = Carry(s) })];
        LiftHolds(parts);
        entries.Add(Entry.Debit(Account.Loss, Amount - carried));
        entries.Add(Entry.Credit(Account.Provider(Provider), Amount));
        return Posting.Of(new PostingCause("chargeback", Id.Value), at, entries);

        Money Carry(ChargebackShare share)
        {
            var part = parts.Single(p => p.Id == share.SellerOrder);
            var giving = part.Give(Portions(part, share.Amount));
            carried += giving.Total.BuyerPays;
            entries.Add(Entry.Credit(Account.Promo, giving.Total.PlatformPromo));
            var due = giving.Total.Earnings - PlatformPart(giving);
            if (!giving.AfterRelease)
            {
                entries.Add(Entry.Debit(Account.Escrow(part.Id), giving.Total.Gross));
                return due;
            }

            // What is over the shop's limit the platform has lost already.
            var (taking, over) = ClawBack(share, giving, balances, limit);
            entries.AddRange(taking);
            return due - over;
        }
    }

    private const string HoldName = "chargeback";

    private static IEnumerable<(Settlement Part, Money Share)> Divide(Money amount, IReadOnlyList<Settlement> parts)
    {
        var weights = parts.Select(p => Math.Max(0, p.Left.BuyerPays.Minor)).ToArray();
        return weights.Sum() == 0 ? [] : parts.Zip(amount.Split(weights)).Where(p => !p.Second.IsZero);
    }

    private static List<RefundedUnits> Portions(Settlement part, Money share)
    {
        var lines = part.Lines.Where(l => l.Left.BuyerPays.Minor > 0).ToList();
        if (lines.Count == 0) return [];
        var portions = Money.Min(share, part.Left.BuyerPays).Split([.. lines.Select(l => l.Left.BuyerPays.Minor)]);
        return [.. lines.Zip(portions, (line, portion) => new RefundedUnits(line.Line, line.Offer, 0, portion))];
    }

    // As a refund after release, with what was frozen for this very purpose counted as available.
    private static (IReadOnlyList<Entry> Entries, Money Over) ClawBack(
        ChargebackShare share, Giving giving, IReadOnlyDictionary<Account, Money> balances, Money limit)
    {
        var (shop, total, zero) = (share.Shop, giving.Total, Money.Zero(limit.Currency));
        var platform = PlatformPart(giving);
        var due = total.Earnings - platform;
        var frozen = Money.Min(Money.Min(share.Frozen, balances[Account.Reserve(shop)]), due);
        var available = Money.Min(due - frozen, balances[Account.Available(shop)]);
        var reserve = Money.Min(due - frozen - available, balances[Account.Reserve(shop)] - frozen);
        var room = Money.Max(zero, limit - balances[Account.Receivable(shop)]);
        var owed = Money.Min(due - frozen - available - reserve, room);

        // Frozen money that was not needed goes back.
        var spare = Money.Min(share.Frozen, balances[Account.Reserve(shop)]) - frozen - reserve;
        var unfrozen = Money.Max(zero, spare);
        var over = due - frozen - available - reserve - owed;
        Entry[] entries =
        [
            Entry.Debit(Account.Reserve(shop), frozen + reserve + unfrozen), Entry.Credit(Account.Available(shop), unfrozen),
            Entry.Debit(Account.Available(shop), available), Entry.Debit(Account.Receivable(shop), owed),
            Entry.Debit(Account.Loss, over),
            Entry.Debit(Account.Commission, total.Commission), Entry.Debit(Account.Tax("commission"), total.CommissionTax),
            Entry.Debit(Account.Delivery, platform),
        ];
        return (entries, over);
    }

    private static Money PlatformPart(Giving giving) => LineAmounts.Sum(
        giving.Lines.Where(l => l.PlatformPaid).Select(l => l.Amounts), giving.Total.BuyerPays.Currency).Earnings;

    private Posting? Unfreeze(IReadOnlyList<Settlement> parts, IReadOnlyDictionary<Account, Money> balances, DateTimeOffset at)
    {
        LiftHolds(parts);
        var entries = new List<Entry>();
        foreach (var share in Shares.Where(s => !s.Frozen.IsZero))
        {
            var back = Money.Min(share.Frozen, balances[Account.Reserve(share.Shop)]);
            entries.Add(Entry.Debit(Account.Reserve(share.Shop), back));
            entries.Add(Entry.Credit(Account.Available(share.Shop), back));
        }

        return entries.Any(e => !e.Amount.IsZero) ? Posting.Of(new PostingCause("chargeback-unfreeze", Id.Value), at, entries) : null;
    }

    private Posting? Compensate(IReadOnlyDictionary<Account, Money> balances, DateTimeOffset at)
    {
        var entries = new List<Entry>();
        foreach (var shop in Shares.Where(s => s.Taken is { Minor: > 0 }).GroupBy(s => s.Shop))
        {
            var taken = Money.Sum(shop.Select(s => s.Taken!.Value), Amount.Currency);
            var owed = Money.Min(taken, balances[Account.Receivable(shop.Key)]);
            entries.Add(Entry.Debit(Account.Loss, taken));
            entries.Add(Entry.Credit(Account.Receivable(shop.Key), owed));
            entries.Add(Entry.Credit(Account.Available(shop.Key), taken - owed));
        }

        return entries.Count > 0 ? Posting.Of(new PostingCause("chargeback-bearer", Id.Value), at, entries) : null;
    }

    private void LiftHolds(IReadOnlyList<Settlement> parts)
    {
        foreach (var part in parts) part.Hold(HoldName, Id.Value, on: false);
    }
}

/// <summary>All chargebacks.</summary>
public interface IChargebacks
{
    /// <summary>The chargeback of a payment; null when there is none.</summary>
    Task<Chargeback?> Find(PaymentId payment, CancellationToken ct);

    /// <summary>Adds a new one.</summary>
    void Add(Chargeback chargeback);
}
