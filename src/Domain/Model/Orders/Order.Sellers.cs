using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <content>What sellers, buyers and deadlines do to the parts before they leave.</content>
public sealed partial class Order
{
    /// <summary>The seller accepts a part.</summary>
    public Result Accept(SellerOrderId id, OrderTimers timers, DateTimeOffset at)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        var check = SellerOrderMachine.Check(part.State, SellerOrderEvent.Accept);
        if (!check.IsOk) return check;

        AcceptPart(part, timers, null, at);
        Changed("accept", at);
        return Result.Ok;
    }

    /// <summary>
    /// The seller declines lines (all when none are named); <paramref name="decline"/> is the cause of the refund.
    /// </summary>
    public Result Decline(SellerOrderId id, IReadOnlyList<Units>? lines, string reason, Guid decline, DateTimeOffset at)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        var check = SellerOrderMachine.Check(part.State, SellerOrderEvent.Decline);
        if (!check.IsOk) return check;
        if (lines is not null && Misfit(part, lines, l => l.Live) is { } wrong) return wrong;

        var fate = reason == "shortage" ? StockFate.SetZero : StockFate.Restock;
        var all = lines is null || part.Goods.All(l => l.Live == lines.Where(u => u.Line == l.Number).Sum(u => u.Quantity));
        if (all)
        {
            CancelPart(part, SellerOrderEvent.Decline, reason == "shortage" ? "shortage" : "seller", fate, at);
        }
        else
        {
            foreach (var units in lines!) part.Line(units.Line)!.Cancel(units.Quantity);
            Record(part.Enter(SellerOrderState.New, SellerOrderEvent.Decline, reason, at));
            Raise(new PartLinesDeclined(KeyOf(part), decline, Named(part, lines), reason, fate));
        }

        Changed("decline", at);
        return Result.Ok;
    }

    /// <summary>The seller has packed the part.</summary>
    public Result Pack(SellerOrderId id, DateTimeOffset at)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        var check = SellerOrderMachine.Check(part.State, SellerOrderEvent.Pack);
        if (!check.IsOk) return check;

        Record(part.Enter(SellerOrderState.Ready, SellerOrderEvent.Pack, null, at));
        Raise(new PartPacked(KeyOf(part)));
        Changed("pack", at);
        return Result.Ok;
    }

    /// <summary>A timer of a part fired; means nothing when the part moved on meanwhile.</summary>
    public void TimeOut(SellerOrderId id, SellerOrderTimer timer, OrderTimers timers, DateTimeOffset at)
    {
        if (Part(id) is not { } part) return;
        switch (timer, part.State)
        {
            case (SellerOrderTimer.Acceptance, SellerOrderState.New) when at >= part.AcceptBy:
                CancelPart(part, SellerOrderEvent.AcceptanceTimeout, "not_accepted", StockFate.Restock, at);
                break;
            case (SellerOrderTimer.Shipment, SellerOrderState.Processing or SellerOrderState.Ready)
                when at >= part.CancelBy:
                CancelPart(part, SellerOrderEvent.ShipTimeout, "not_shipped", StockFate.Restock, at);
                break;
            case (SellerOrderTimer.Shipment, SellerOrderState.Shipped) when at >= part.CancelBy:
                CancelUnsent(part, timers, at);
                break;
            case (SellerOrderTimer.CancelAnswer, SellerOrderState.Processing or SellerOrderState.Ready)
                when part.CancelRequest is { IsOpen: true } asked && at >= asked.AnswerBy:
                CancelPart(part, SellerOrderEvent.CancelAnswerTimeout, "buyer", StockFate.Restock, at);
                break;
            case (SellerOrderTimer.Silence, SellerOrderState.Shipped):
                AskBuyer(part, timers, at);
                break;
            case (SellerOrderTimer.Confirmation, SellerOrderState.Delivered)
                when at >= part.ConfirmBy && part.Holds.Count == 0:
                Complete(part, SellerOrderEvent.ConfirmTimeout, at);
                break;
            default: return;
        }

        Changed("time-out", at);
    }

    /// <summary>The buyer corrects where the goods go, as long as nothing is labelled.</summary>
    public Result ChangeAddress(Address to, DateTimeOffset at)
    {
        var live = _parts.Where(p => p.State is not (SellerOrderState.Cancelled or SellerOrderState.Returned)).ToList();
        if (live.Count == 0 || live.Exists(p => p.Labelled || p.State >= SellerOrderState.Shipped))
            return OrderErrors.AddressFrozen;

        ShipTo = to;
        foreach (var part in live) part.Touch(at);
        var status = OrderProgress.Text(Status);
        Record(new StateChange(OrderProgress.Machine, Id.Value, "change-address", status, status, null, at));
        Touch(at);
        return Result.Ok;
    }

    private void AcceptPart(SellerOrder part, OrderTimers timers, string? reason, DateTimeOffset at)
    {
        Record(part.Enter(SellerOrderState.Processing, SellerOrderEvent.Accept, reason, at));
        var shipBy = at + TimeSpan.FromDays(Math.Max(1, part.HandlingDays));
        part.Promise(shipBy, shipBy + timers.ShipGrace);
        Raise(new PartAccepted(KeyOf(part), shipBy, shipBy + timers.ShipGrace));
    }

    private static Error? Misfit(SellerOrder part, IReadOnlyList<Units> lines, Func<OrderLine, int> room)
    {
        foreach (var group in lines.GroupBy(u => u.Line))
        {
            var line = part.Goods.FirstOrDefault(l => l.Number == group.Key);
            if (line is null || group.Any(u => u.Quantity < 1) || group.Sum(u => (long)u.Quantity) > room(line))
                return OrderErrors.UnitsNotThere(group.Key);
        }

        return lines.Count == 0 ? OrderErrors.UnitsNotThere(0) : null;
    }
}

/// <summary>The waiting times of one seller's part.</summary>
public enum SellerOrderTimer
{
    /// <summary>The seller has to accept.</summary>
    Acceptance,

    /// <summary>The goods have to be handed over.</summary>
    Shipment,

    /// <summary>The carrier has to say something.</summary>
    Silence,

    /// <summary>The buyer may object.</summary>
    Confirmation,

    /// <summary>The seller has to answer a buyer who asked to cancel.</summary>
    CancelAnswer,
}
