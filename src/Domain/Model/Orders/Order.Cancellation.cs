using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <content>Buyers who do not want a part any more: it is called off, or once it is being sent its seller is asked.</content>
public sealed partial class Order
{
    /// <summary>
    /// The buyer calls the order off, or one part of a paid order. A part that is being sent already is asked of its
    /// seller instead. All named parts or none.
    /// </summary>
    public Result CancelByBuyer(SellerOrderId? only, OrderTimers timers, DateTimeOffset at, string? reason = null)
    {
        if (only is { } id && Part(id) is null) return OrderErrors.PartNotFound;
        if (only is not null && PaidAt is null && Status == OrderStatus.Confirmed && _parts.Count > 1) return OrderErrors.CancelWhole;

        var parts = only is { } one ? [Part(one)!] : _parts.Where(p => p.State != SellerOrderState.Cancelled).ToList();
        if (parts.Count == 0) parts = _parts;

        // Asking twice is no mistake: the first question stands.
        parts = [.. parts.Where(p => p.CancelRequest is not { IsOpen: true })];
        foreach (var part in parts)
        {
            var on = part.BeingSent ? SellerOrderEvent.RequestCancel : SellerOrderEvent.BuyerCancel;
            var check = SellerOrderMachine.Check(part.State, on);
            if (!check.IsOk) return check;
            if (part is { BeingSent: true, CancelRequest: not null }) return OrderErrors.CancellationRefused;
        }

        foreach (var part in parts)
        {
            if (part.BeingSent) AskSeller(part, timers, reason, at);
            else CancelPart(part, SellerOrderEvent.BuyerCancel, "buyer", StockFate.Restock, at);
        }

        if (parts.Count > 0) Changed("buyer-cancel", at);
        return Result.Ok;
    }

    /// <summary>The seller, or support for the seller, answers a buyer who asked to cancel.</summary>
    public Result AnswerCancel(SellerOrderId id, bool agree, bool restock, string? note, DateTimeOffset at)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        var on = agree ? SellerOrderEvent.AgreeCancel : SellerOrderEvent.RefuseCancel;
        var check = SellerOrderMachine.Check(part.State, on);
        if (!check.IsOk) return check;
        if (part.CancelRequest is not { IsOpen: true }) return OrderErrors.NoCancelRequest;

        if (agree)
        {
            CloseRequest(part, CancelAnswer.Agreed, note, at);
            CancelPart(part, on, "buyer", restock ? StockFate.Restock : StockFate.WriteOff, at);
        }
        else
        {
            CloseRequest(part, CancelAnswer.Refused, note, at);
            Record(part.Enter(part.State, on, null, at));
        }

        Changed(SellerOrderMachine.Text(on), at);
        return Result.Ok;
    }

    /// <summary>The seller or support calls a part off; damaged goods need not go back on the shelf.</summary>
    public Result CancelBySeller(SellerOrderId id, bool restock, DateTimeOffset at)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        var check = SellerOrderMachine.Check(part.State, SellerOrderEvent.SellerCancel);
        if (!check.IsOk) return check;

        // A seller who does what the buyer asked for is not to blame.
        var reason = part.CancelRequest is { IsOpen: true } ? "buyer" : "seller";
        CancelPart(part, SellerOrderEvent.SellerCancel, reason, restock ? StockFate.Restock : StockFate.WriteOff, at);
        Changed("seller-cancel", at);
        return Result.Ok;
    }

    private void AskSeller(SellerOrder part, OrderTimers timers, string? reason, DateTimeOffset at)
    {
        var answerBy = at + (part.Food ? timers.AcceptFood : timers.CancelAnswer);
        part.Put(new CancelRequest(at, answerBy, CancelAnswer.Open, reason));
        Record(part.Enter(part.State, SellerOrderEvent.RequestCancel, null, at));
        Raise(new PartCancelRequested(KeyOf(part), answerBy));
    }

    private void CloseRequest(SellerOrder part, CancelAnswer answer, string? note, DateTimeOffset at)
    {
        part.Put(part.CancelRequest! with { Answer = answer, AnsweredAt = at, Note = note });
        Raise(new PartCancelAnswered(KeyOf(part), answer));
    }

    private void CancelPart(SellerOrder part, SellerOrderEvent on, string reason, StockFate? fate, DateTimeOffset at)
    {
        if (part.CancelRequest is { IsOpen: true })
        {
            var answer = on == SellerOrderEvent.SellerCancel ? CancelAnswer.Agreed : CancelAnswer.Lapsed;
            CloseRequest(part, answer, null, at);
        }

        var rest = part.CancelRest(reason);
        Record(part.Enter(SellerOrderState.Cancelled, on, reason, at));
        Raise(new PartCancelled(KeyOf(part), Named(part, rest), reason, PaidAt is not null, fate));
    }

    /// <summary>Cancels units that were never handed over, while the rest of the part lives on.</summary>
    private void CancelUnsent(SellerOrder part, OrderTimers timers, DateTimeOffset at)
    {
        var unsent = part.Unsent();
        if (unsent.Count == 0) return;
        foreach (var units in unsent) part.Line(units.Line)!.Cancel(units.Quantity);
        Record(part.Enter(SellerOrderState.Shipped, SellerOrderEvent.ShipTimeout, "not_shipped", at));
        Raise(new PartLinesDeclined(
            KeyOf(part), UnsentCause(part.Id), Named(part, unsent), "not_shipped", StockFate.Restock));
        if (part.AllDelivered) Deliver(part, SellerOrderEvent.Deliver, timers, at);
    }

    /// <summary>The cause of the refund of unsent units: one per part, and not the part's own id, which a full cancellation has.</summary>
    private static Guid UnsentCause(SellerOrderId part)
    {
        var bytes = part.Value.ToByteArray(bigEndian: true);
        bytes[15] ^= 1;
        return new Guid(bytes, bigEndian: true);
    }
}
