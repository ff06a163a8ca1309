using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <content>
/// Paying at the door. Every unit is in a parcel, called off or still free; each takes its money as the next step of the line's
/// cumulative division, so that all steps together are the line to the minor unit, in whatever order they come.
/// </content>
public sealed partial class Settlement
{
    /// <summary>True when the buyer pays at the door.</summary>
    public bool OnDelivery { get; private set; }

    /// <summary>What is owed or was taken at the door, by parcel.</summary>
    public IReadOnlyList<CashParcel> Cash { get; private set; } = [];

    /// <summary>True until everything that is still wanted was paid at the door; what is called off meanwhile was never owed.</summary>
    public bool AwaitsCash => OnDelivery && !Funded;

    /// <summary>The buyer pays at the door.</summary>
    public void PayOnDelivery() => OnDelivery = true;

    /// <summary>Units travel in a parcel: its amount at the door falls due.</summary>
    public void Allot(ShipmentId shipment, IReadOnlyList<RefundedUnits> units)
    {
        if (!OnDelivery || Cash.Any(c => c.Shipment == shipment)) return;

        var lines = units.Where(u => u.Line > 0).Select(Share).OfType<CashLine>().ToList();
        if (lines.Count > 0 && Share(new RefundedUnits(0, null, 1)) is { } delivery) lines.Insert(0, delivery);

        var parcel = new CashParcel(shipment, CashState.Due, lines, Currency);
        Cash = [.. Cash, parcel];
        Raise(new CashFellDue(shipment, Id, Order, parcel.Total.BuyerPays));
    }

    /// <summary>The parcel is not sent: its units are free for another one.</summary>
    public void Unallot(ShipmentId shipment) =>
        Cash = [.. Cash.Where(c => c.Shipment != shipment || c.State != CashState.Due)];

    /// <summary>Units nobody paid for are not wanted any more: the buyer simply owes less.</summary>
    /// <param name="cause">What they follow from; a lost or returned parcel is named by its id.</param>
    public Result CallOff(Guid cause, IReadOnlyList<RefundedUnits> units)
    {
        var parcel = new ShipmentId(cause);
        if (Cash.Any(c => c.Shipment == parcel && c.State != CashState.Due)) return PaymentErrors.CashElsewhere;

        var gone = units.Select(u => (u.Line, Quantity: Math.Min(u.Quantity, Unpaid(u.Line)))).Where(u => u.Quantity > 0).ToList();
        var everything = Lines.Where(l => l.Line > 0).All(l => Unpaid(l.Line) == gone.Where(g => g.Line == l.Line).Sum(g => g.Quantity));
        Cash = [.. Cash.Where(c => c.State != CashState.Due || !(everything || c.Shipment == parcel))];

        // The parcel that holds them is about to be called off as well: then they are free.
        if (gone.Any(g => g.Quantity > Free(Lines.Single(l => l.Line == g.Line)))) return PaymentErrors.CashElsewhere;

        foreach (var (line, quantity) in gone) Drop(line, quantity);
        Conclude();
        return Result.Ok;
    }

    /// <summary>A parcel was paid at the door; null when nobody owed for it (any more).</summary>
    public CashParcel? Collect(ShipmentId shipment) => Settle(shipment, c => c with { State = CashState.Collected });

    /// <summary>The platform pays a parcel instead of the buyer, as a discount of its own; null when nobody owed for it (any more).</summary>
    public CashParcel? Waive(ShipmentId shipment)
    {
        if (Cash.FirstOrDefault(c => c.Shipment == shipment && c.State == CashState.Due) is not { } parcel) return null;

        var paid = parcel.Lines.ToDictionary(l => l.Line, l => l.Amounts.BuyerPays);
        Lines = [.. Lines.Select(l => paid.TryGetValue(l.Line, out var amount) ? l with { Whole = OnUs(l.Whole, amount) } : l)];
        return Settle(shipment, c => c with
        {
            State = CashState.Waived,
            Lines = [.. c.Lines.Select(l => l with { Amounts = OnUs(l.Amounts, l.Amounts.BuyerPays) })],
        });
    }

    private static LineAmounts OnUs(LineAmounts whole, Money amount) => whole with
    {
        BuyerPays = whole.BuyerPays - amount,
        PlatformPromo = whole.PlatformPromo + amount,
    };

    private CashParcel? Settle(ShipmentId shipment, Func<CashParcel, CashParcel> change)
    {
        if (Cash.FirstOrDefault(c => c.Shipment == shipment && c.State == CashState.Due) is not { } due) return null;

        var settled = change(due);
        Cash = [.. Cash.Select(c => c.Shipment == shipment ? settled : c)];
        Conclude();
        return settled;
    }

    /// <summary>When no unit is open the money is complete; a delivery that no parcel brought in is not owed.</summary>
    private void Conclude()
    {
        if (Lines.All(l => l.Line == 0 || Unpaid(l.Line) == 0))
        {
            if (Unpaid(0) is var deliveries and > 0) Drop(0, deliveries);
            if (Cash.Any(c => c.State != CashState.Due)) Fund();
        }

        CountEarnings();
    }

    private void Drop(int number, int quantity)
    {
        var line = Lines.Single(l => l.Line == number);
        var amounts = Next(line, quantity);
        DroppedGrossMinor += amounts.Gross.Minor;
        var less = line with { RefundedQuantity = line.RefundedQuantity + quantity, Refunded = line.Refunded + amounts };
        Lines = [.. Lines.Select(l => l.Line == number ? less : l)];
    }

    private CashLine? Share(RefundedUnits unit) =>
        Lines.FirstOrDefault(l => l.Line == unit.Line) is { } line && Math.Min(unit.Quantity, Free(line)) is var quantity and > 0
            ? new CashLine(unit.Line, quantity, Next(line, quantity))
            : null;

    private int Unpaid(int number) => Lines.FirstOrDefault(l => l.Line == number) is { } line
        ? line.Quantity - line.RefundedQuantity - In(number, c => c.State != CashState.Due).Sum(l => l.Quantity)
        : 0;

    private int Free(SettlementLine line) => line.Quantity - line.RefundedQuantity - In(line.Line, _ => true).Sum(l => l.Quantity);

    private LineAmounts Next(SettlementLine line, int quantity)
    {
        var taken = In(line.Line, _ => true).ToList();
        var before = line.Refunded + LineAmounts.Sum(taken.Select(l => l.Amounts), Currency);
        return line.Whole.Up(before, line.RefundedQuantity + taken.Sum(l => l.Quantity) + quantity, line.Quantity);
    }

    private IEnumerable<CashLine> In(int line, Func<CashParcel, bool> which) =>
        Cash.Where(which).SelectMany(c => c.Lines).Where(l => l.Line == line);
}
