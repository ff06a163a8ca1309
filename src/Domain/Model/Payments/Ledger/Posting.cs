using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>Why money moved; unique for ever, so no capture, refund, release or payout can be booked twice.</summary>
/// <param name="Kind">Lower-case kebab, for instance <c>capture</c>.</param>
/// <param name="Id">Id of the payment, refund, seller order or payout.</param>
public readonly record struct PostingCause(string Kind, Guid Id)
{
    /// <summary>A payment's money arrived.</summary>
    public static PostingCause Capture(PaymentId payment) => new("capture", payment.Value);

    /// <summary>Money went back to a buyer.</summary>
    public static PostingCause Refund(RefundId refund) => new("refund", refund.Value);

    /// <summary>Escrow became earnings.</summary>
    public static PostingCause Release(SellerOrderId sellerOrder) => new("release", sellerOrder.Value);

    /// <summary>The kept-back share of a release became available.</summary>
    public static PostingCause ReserveReturn(SellerOrderId sellerOrder) => new("reserve-return", sellerOrder.Value);
}

/// <summary>One signed line of a posting: debits are positive, credits negative.</summary>
public sealed class Entry
{
    private Entry(short number, Account account, Currency currency, long minor) =>
        (Number, Account, Currency, Minor) = (number, account, currency, minor);

    /// <summary>Place in the posting, from 1.</summary>
    public short Number { get; private set; }

    /// <summary>The account.</summary>
    public Account Account { get; private set; }

    /// <summary>The currency.</summary>
    public Currency Currency { get; private set; }

    /// <summary>Minor units, never zero.</summary>
    public long Minor { get; private set; }

    /// <summary>The signed amount.</summary>
    public Money Amount => new(Minor, Currency);

    /// <summary>Increases what the platform owns, or decreases what it owes.</summary>
    public static Entry Debit(Account account, Money amount) => new(0, account, amount.Currency, amount.Minor);

    /// <summary>Increases what the platform owes, or decreases what it owns.</summary>
    public static Entry Credit(Account account, Money amount) => new(0, account, amount.Currency, checked(-amount.Minor));

    internal static Entry Numbered(int number, Account account, Money amount) =>
        new(checked((short)number), account, amount.Currency, amount.Minor);
}

/// <summary>One balanced group of entries; written once, never changed.</summary>
/// <remarks>Unbalanced or one-sided entries are a bug and throw; the database refuses them as well.</remarks>
public sealed class Posting : Aggregate<PostingId>
{
    private readonly List<Entry> _entries = [];

    private Posting(PostingId id, string causeKind, Guid causeId, string? note, PostingId? reverses, DateTimeOffset at) : base(id) =>
        (CauseKind, CauseId, Note, Reverses, At) = (causeKind, causeId, note, reverses, at);

    /// <summary>Kind of the cause.</summary>
    public string CauseKind { get; private set; }

    /// <summary>Id of the cause.</summary>
    public Guid CauseId { get; private set; }

    /// <summary>A short remark for finance, if any; no personal data.</summary>
    public string? Note { get; private set; }

    /// <summary>The posting this one corrects, if any.</summary>
    public PostingId? Reverses { get; private set; }

    /// <summary>When, by the market's clock.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The entries in account order.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>A balanced posting; entries of one account and currency are added up and zeros are left out.</summary>
    public static Posting Of(PostingCause cause, DateTimeOffset at, IEnumerable<Entry> entries, string? note = null) =>
        Build(new Posting(PostingId.New(at), cause.Kind, cause.Id, note, null, at), entries);

    /// <summary>The opposite of this posting under a cause of its own: the only way to correct a mistake.</summary>
    public Posting Reverse(PostingCause cause, DateTimeOffset at, string note) =>
        Build(new Posting(PostingId.New(at), cause.Kind, cause.Id, note, Id, at), _entries.Select(e => Entry.Credit(e.Account, e.Amount)));

    private static Posting Build(Posting posting, IEnumerable<Entry> entries)
    {
        // Account order is the order in which the database takes the balance rows' locks.
        var netted = entries.GroupBy(e => (e.Account, e.Currency))
            .Select(g => (g.Key.Account, Amount: Money.Sum(g.Select(e => e.Amount), g.Key.Currency)))
            .Where(e => !e.Amount.IsZero)
            .OrderBy(e => e.Account.Name, StringComparer.Ordinal).ThenBy(e => e.Amount.Currency.Code, StringComparer.Ordinal);
        foreach (var (account, amount) in netted) posting._entries.Add(Entry.Numbered(posting._entries.Count + 1, account, amount));

        var unbalanced = posting._entries.GroupBy(e => e.Currency).Any(g => g.Aggregate(0L, (sum, e) => checked(sum + e.Minor)) != 0);
        if (posting._entries.Count < 2 || unbalanced)
            throw new InvalidOperationException($"The posting for {posting.CauseKind} {posting.CauseId} does not balance.");
        return posting;
    }
}
