using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <content>What carriers, buyers, returns and refunds do to the parts after they left.</content>
public sealed partial class Order
{
    /// <summary>A label was bought: from now on the buyer can neither cancel nor change the address.</summary>
    public Result ParcelLabelled(SellerOrderId id, Parcel parcel, DateTimeOffset news, DateTimeOffset at)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        if (part.Parcels.Any(p => p.Shipment == parcel.Shipment)) return Result.Ok;
        if (part.State is not (SellerOrderState.Processing or SellerOrderState.Ready or SellerOrderState.Shipped))
            return SellerOrderMachine.Refusal(part.State, SellerOrderEvent.HandOver);

        part.Put(parcel with { State = ParcelState.Labelled }, news, at);
        Remember(part, "label", at);
        Touch(at);
        return Result.Ok;
    }

    /// <summary>A parcel was called off before it left.</summary>
    public Result ParcelCancelled(SellerOrderId id, ShipmentId shipment, DateTimeOffset at)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        if (part.Parcels.All(p => p.Shipment != shipment || p.State != ParcelState.Labelled)) return Result.Ok;

        part.Drop(shipment, at);
        Remember(part, "unlabel", at);
        Touch(at);
        return Result.Ok;
    }

    /// <summary>A parcel was handed over or moved on; the first one makes the part shipped.</summary>
    public Result ParcelMoved(SellerOrderId id, Parcel parcel, OrderTimers timers, DateTimeOffset news, DateTimeOffset at)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        var known = part.Parcels.FirstOrDefault(p => p.Shipment == parcel.Shipment);
        if (known?.State > ParcelState.Moving) return Result.Ok;

        // News of a parcel on its way is no new hand-over, it only ends the carrier's silence.
        if (known?.State == ParcelState.Moving)
        {
            var watched = part.Watched;
            part.Put(known with { TrackingNumber = parcel.TrackingNumber ?? known.TrackingNumber }, news, at);
            Rewatch(part, watched, timers, at);
            Touch(at);
            return Result.Ok;
        }

        var check = SellerOrderMachine.Check(part.State, SellerOrderEvent.HandOver);
        if (!check.IsOk) return check;
        HandOver(part, parcel, timers, news, at);
        Changed("hand-over", at);
        return Result.Ok;
    }

    /// <summary>A parcel arrived; the part is delivered when all its live units did.</summary>
    public Result ParcelDelivered(
        SellerOrderId id, Parcel parcel, OrderTimers timers, DateTimeOffset news, DateTimeOffset at)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        var known = part.Parcels.FirstOrDefault(p => p.Shipment == parcel.Shipment);
        if (known?.State == ParcelState.Delivered) return Result.Ok;

        // The hand-over may not have been told, or be told later.
        var leaves = SellerOrderMachine.Check(part.State, SellerOrderEvent.HandOver).IsOk;
        if (known is null or { State: ParcelState.Labelled } && leaves)
            HandOver(part, parcel, timers, news, at);
        var check = SellerOrderMachine.Check(part.State, SellerOrderEvent.Deliver);
        if (!check.IsOk) return check;

        var watched = part.Watched;
        part.Put(Merged(known, parcel, ParcelState.Delivered), news, at);
        if (part.AllDelivered) Deliver(part, SellerOrderEvent.Deliver, timers, at);
        else Record(part.Enter(SellerOrderState.Shipped, SellerOrderEvent.Deliver, null, at));
        Rewatch(part, watched, timers, at);
        Changed("deliver", at);
        return Result.Ok;
    }

    /// <summary>
    /// A parcel is lost or back at the sender: its units are paid back; the part ends when nothing else is left.
    /// </summary>
    public Result ParcelFailed(SellerOrderId id, Parcel parcel, OrderTimers timers, DateTimeOffset at)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        var known = part.Parcels.FirstOrDefault(p => p.Shipment == parcel.Shipment);
        if (known?.State >= ParcelState.Delivered) return Result.Ok;
        var lost = parcel.State == ParcelState.Lost;
        var on = lost ? SellerOrderEvent.ParcelLost : SellerOrderEvent.ParcelReturned;
        var check = SellerOrderMachine.Check(part.State, on);
        if (!check.IsOk) return check;

        var watched = part.Watched;
        part.Put(Merged(known, parcel, parcel.State), at, at);
        FallThrough(part, parcel, on, at);
        if (part.State == SellerOrderState.Shipped && part.AllDelivered)
            Deliver(part, SellerOrderEvent.Deliver, timers, at);

        // The buyer's "nothing came" is answered once no parcel is asked for any more.
        if (part.AskedAt is null) ChangeHold(part, NotReceived(part), false, SellerOrderMachine.Text(on), at);
        Rewatch(part, watched, timers, at);
        Changed(SellerOrderMachine.Text(on), at);
        return Result.Ok;
    }

    /// <summary>Units of a part came back from the buyer; the part is returned when all of them did.</summary>
    public Result UnitsReturned(SellerOrderId id, IReadOnlyList<Units> lines, DateTimeOffset at)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        var check = SellerOrderMachine.Check(part.State, SellerOrderEvent.ReturnReceived);
        if (!check.IsOk) return check;
        if (Misfit(part, lines, l => l.Live - l.Returned) is { } wrong) return wrong;

        foreach (var units in lines) part.Line(units.Line)!.Return(units.Quantity);
        var to = part.AllReturned ? SellerOrderState.Returned : part.State;
        Record(part.Enter(to, SellerOrderEvent.ReturnReceived, null, at));
        if (part.State == SellerOrderState.Returned) Raise(new PartReturned(KeyOf(part)));
        Changed("return-received", at);
        return Result.Ok;
    }

    /// <summary>Counts money that went back to the buyer, for one part or for the whole order.</summary>
    public void Refund(SellerOrderId? id, Money amount, DateTimeOffset at)
    {
        if (id is { } one) Part(one)?.Refund(amount, at);
        Refunded = Money.Min(Refunded + amount, Total);
        Touch(at);
    }

    private static Parcel Merged(Parcel? known, Parcel parcel, ParcelState state) => parcel with
    {
        State = state,
        Carrier = parcel.Carrier ?? known?.Carrier,
        TrackingNumber = parcel.TrackingNumber ?? known?.TrackingNumber,
    };

    private void HandOver(SellerOrder part, Parcel parcel, OrderTimers timers, DateTimeOffset news, DateTimeOffset at)
    {
        var (first, watched) = (part.State != SellerOrderState.Shipped, part.Watched);
        var overtaken = part.CancelRequest is { IsOpen: true };
        if (overtaken) CloseRequest(part, CancelAnswer.Overtaken, null, at);
        part.Put(parcel with { State = ParcelState.Moving }, news, at);
        Record(part.Enter(
            SellerOrderState.Shipped, SellerOrderEvent.HandOver, overtaken ? "cancel_request_overtaken" : null, at));
        Rewatch(part, watched, timers, at);
        if (first) Raise(new PartShipped(KeyOf(part), at + timers.CarrierSilence));
        Raise(new ParcelSent(KeyOf(part), parcel.Shipment, parcel.Carrier, parcel.TrackingNumber));
    }

    private void Deliver(
        SellerOrder part, SellerOrderEvent on, OrderTimers timers, DateTimeOffset at, string? reason = null)
    {
        var confirmBy = at + (part.Food ? ConfirmFood : timers.Confirm);
        Record(part.Enter(SellerOrderState.Delivered, on, reason, at));
        part.Arrive(confirmBy, at);
        Raise(new PartDelivered(KeyOf(part), confirmBy));
    }

    private void Complete(SellerOrder part, SellerOrderEvent on, DateTimeOffset at)
    {
        Record(part.Enter(SellerOrderState.Completed, on, null, at));
        Raise(new PartCompleted(KeyOf(part)));
    }

    private void FallThrough(SellerOrder part, Parcel parcel, SellerOrderEvent on, DateTimeOffset at)
    {
        var lost = on == SellerOrderEvent.ParcelLost;
        var (reason, fate) = lost ? ("lost", (StockFate?)null) : ("returned_to_sender", StockFate.Restock);
        var gone = parcel.Lines.Select(u => u with { Quantity = Math.Min(u.Quantity, Left(part, u.Line)) })
            .Where(u => u.Quantity > 0).ToList();
        var ends = part.Goods.All(l => gone.Where(u => u.Line == l.Number).Sum(u => u.Quantity) == l.Live - l.Returned);
        if (ends && lost)
        {
            CancelPart(part, on, reason, fate, at);
            return;
        }

        // Undelivered goods that came back end the part as returned; its delivery was done and is not paid back.
        foreach (var units in gone) Shrink(part.Line(units.Line)!, units.Quantity, ends);
        Record(part.Enter(ends ? SellerOrderState.Returned : SellerOrderState.Shipped, on, reason, at));
        if (gone.Count > 0) Raise(new ParcelAbandoned(KeyOf(part), parcel.Shipment, Named(part, gone), reason, fate));
        if (ends) Raise(new PartReturned(KeyOf(part)));
    }

    /// <summary>Something of a part changed that is no move: it is in its history all the same.</summary>
    private void Remember(SellerOrder part, string what, DateTimeOffset at)
    {
        var state = SellerOrderMachine.Text(part.State);
        Record(new StateChange(SellerOrderMachine.Name, part.Id.Value, what, state, state, null, at));
    }

    private static void Shrink(OrderLine line, int units, bool cameBack)
    {
        if (cameBack) line.Return(units);
        else line.Cancel(units);
    }

    private static int Left(SellerOrder part, int line) =>
        part.Goods.FirstOrDefault(l => l.Number == line) is { } there ? there.Live - there.Returned : 0;
}
