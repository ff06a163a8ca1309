using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>A seller order's escrow may be released.</summary>
public sealed record SettlementReleased(SellerOrderId SellerOrder, ShopId Shop, Money Available, Money Reserved) : IDomainEvent;

/// <summary>A reason that stops release, and what put it there.</summary>
public sealed record SettlementHold(string Hold, Guid Cause);

/// <summary>What giving units back means: the money per line, and where it is taken from.</summary>
/// <param name="BeforeCapture">True when the money was only promised: it is simply not captured.</param>
/// <param name="AfterRelease">True when the seller already had it: it is clawed back.</param>
public sealed record Giving(IReadOnlyList<GivenLine> Lines, LineAmounts Total, bool BeforeCapture, bool AfterRelease);

/// <summary>One line of a giving.</summary>
public sealed record GivenLine(int Line, OfferId? Offer, int Quantity, LineAmounts Amounts, bool PlatformPaid);

/// <summary>The account between one seller order's buyer, its shop and the platform, from placement until release and beyond.</summary>
public sealed partial class Settlement : Aggregate<SellerOrderId>
{
    private Settlement(SellerOrderId id, OrderId order, ShopId shop, Currency currency, IReadOnlyList<SettlementLine> lines) : base(id) =>
        (Order, Shop, Currency, Lines) = (order, shop, currency, lines);

    /// <summary>The whole order.</summary>
    public OrderId Order { get; private set; }

    /// <summary>The shop that earns.</summary>
    public ShopId Shop { get; private set; }

    /// <summary>The order's currency.</summary>
    public Currency Currency { get; private set; }

    /// <summary>Lines with what was given back; line 0 is delivery.</summary>
    public IReadOnlyList<SettlementLine> Lines { get; private set; }

    /// <summary>Components that were dropped before the money was captured and never reached escrow.</summary>
    public long DroppedGrossMinor { get; private set; }

    /// <summary>What the shop will earn from what is left; kept for its balance.</summary>
    public long EarningsMinor { get; private set; }

    /// <summary>True from the moment the amount to capture was decided.</summary>
    public bool CaptureDecided { get; private set; }

    /// <summary>Escrow holds the money.</summary>
    public bool Funded { get; private set; }

    /// <summary>The buyer has received it, or the time to object passed.</summary>
    public bool Completed { get; private set; }

    /// <summary>Escrow was released.</summary>
    public bool Released { get; private set; }

    /// <summary>When it was released.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }

    /// <summary>Part of the release kept back.</summary>
    public long ReservedMinor { get; private set; }

    /// <summary>Day on which the kept-back part returns; null when nothing is kept (any more).</summary>
    public DateOnly? ReserveUntil { get; private set; }

    /// <summary>Reasons that stop the release.</summary>
    public IReadOnlyList<SettlementHold> Holds { get; private set; } = [];

    /// <summary>Version for lost updates.</summary>
    public uint Version { get; private set; }

    /// <summary>Everything that was not given back.</summary>
    public LineAmounts Left => LineAmounts.Sum(Lines.Select(l => l.Left), Currency);

    /// <summary>What escrow receives: the whole minus what was dropped before the capture.</summary>
    public Money EscrowShare => LineAmounts.Sum(Lines.Select(l => l.Whole), Currency).Gross - new Money(DroppedGrossMinor, Currency);

    /// <summary>True when no unit and no money is left.</summary>
    public bool IsEmpty => Lines.All(l => l.Left.IsNothing);

    /// <summary>True while goods are neither the buyer's for good nor paid back.</summary>
    public bool OwesGoods => Lines.Any(l => l.Line > 0 && l.RefundedQuantity < l.Quantity && !l.Left.IsNothing);

    /// <summary>True when release is due.</summary>
    public bool IsReleasable => Funded && Completed && !Released && Holds.Count == 0;

    /// <summary>A placed seller order.</summary>
    public static Settlement Of(SellerOrderId id, OrderId order, ShopId shop, Currency currency, IReadOnlyList<SettlementLine> lines)
    {
        var settlement = new Settlement(id, order, shop, currency, lines);
        settlement.CountEarnings();
        return settlement;
    }

    /// <summary>Escrow was credited.</summary>
    public void Fund() => (Funded, CaptureDecided) = (true, true);

    /// <summary>What is left now is what will be captured; later changes are refunds.</summary>
    public void DecideCapture() => CaptureDecided = true;

    /// <summary>Gives units or amounts back; units beyond what is left are ignored.</summary>
    public Giving Give(IReadOnlyList<RefundedUnits> units)
    {
        var (lines, giving) = Plan(units);
        Lines = lines;
        if (giving.BeforeCapture) DroppedGrossMinor += giving.Total.Gross.Minor;
        CountEarnings();
        return giving;
    }

    /// <summary>What giving units back would mean.</summary>
    public Giving Preview(IReadOnlyList<RefundedUnits> units) => Plan(units).Giving;

    /// <summary>Every unit that is left, to give back.</summary>
    public IReadOnlyList<RefundedUnits> Rest() =>
        [.. Lines.Where(l => l.RefundedQuantity < l.Quantity).Select(l => new RefundedUnits(l.Line, l.Offer, l.Quantity - l.RefundedQuantity))];

    /// <summary>Receipt is final.</summary>
    public void Complete() => Completed = true;

    /// <summary>Sets or lifts a reason that stops release; repeated news changes nothing.</summary>
    public void Hold(string hold, Guid cause, bool on)
    {
        var others = Holds.Where(h => h.Hold != hold || h.Cause != cause);
        Holds = on ? [.. others, new SettlementHold(hold, cause)] : [.. others];
    }

    /// <summary>Marks escrow as released.</summary>
    public void Release(Money available, Money reserved, DateOnly reserveUntil, DateTimeOffset at)
    {
        (Released, ReleasedAt, ReservedMinor) = (true, at, reserved.Minor);
        ReserveUntil = reserved.IsZero ? null : reserveUntil;
        Raise(new SettlementReleased(Id, Shop, available, reserved));
    }

    /// <summary>The kept-back part is no longer kept for this seller order.</summary>
    public void EndReserve() => ReserveUntil = null;

    private (IReadOnlyList<SettlementLine> Lines, Giving Giving) Plan(IReadOnlyList<RefundedUnits> units)
    {
        var lines = Lines.ToDictionary(l => l.Line);
        var given = new List<GivenLine>();
        foreach (var unit in units.Where(u => lines.ContainsKey(u.Line)))
        {
            var line = lines[unit.Line];
            var (after, amounts) = unit.Amount is { } amount ? line.GiveAmount(amount) : line.GiveUnits(unit.Quantity);
            lines[unit.Line] = after;
            var quantity = after.RefundedQuantity - line.RefundedQuantity;
            if (quantity > 0 || !amounts.IsNothing) given.Add(new GivenLine(unit.Line, line.Offer, quantity, amounts, line.PlatformPaid));
        }

        var total = LineAmounts.Sum(given.Select(g => g.Amounts), Currency);
        return ([.. lines.Values.OrderBy(l => l.Line)], new Giving(given, total, !CaptureDecided, Released));
    }

    private void CountEarnings() =>
        EarningsMinor = LineAmounts.Sum(Lines.Where(l => !l.PlatformPaid).Select(l => l.Left), Currency).Earnings.Minor;
}

/// <summary>All settlements.</summary>
public interface ISettlements
{
    /// <summary>One seller order's settlement; null when unknown.</summary>
    Task<Settlement?> Find(SellerOrderId sellerOrder, CancellationToken ct);

    /// <summary>All settlements of an order.</summary>
    Task<IReadOnlyList<Settlement>> Of(OrderId order, CancellationToken ct);

    /// <summary>Seller orders whose reserve is due on or before a day.</summary>
    Task<IReadOnlyList<SellerOrderId>> ReservesDue(DateOnly day, CancellationToken ct);

    /// <summary>Adds a new one.</summary>
    void Add(Settlement settlement);
}
