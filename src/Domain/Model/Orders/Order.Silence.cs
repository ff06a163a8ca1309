using Marketplace.Kernel;

namespace Marketplace.Domain.Orders;

/// <content>Whether the goods arrived: the buyer's word, asked for when a carrier is silent, and what support finds out.</content>
public sealed partial class Order
{
    /// <summary>
    /// The buyer says that the goods arrived (all parts when none is named) or, when asked, that they did not.
    /// </summary>
    public Result ConfirmReceipt(SellerOrderId? only, bool received, OrderTimers timers, DateTimeOffset at)
    {
        if (only is { } id && Part(id) is null) return OrderErrors.PartNotFound;
        var parts = only is { } one ? [Part(one)!] : _parts.Where(Confirmable).ToList();
        if (parts.Count == 0) parts = [_parts[0]];
        foreach (var part in parts)
        {
            if (!Confirmable(part) || (!received && part.State != SellerOrderState.Shipped))
                return SellerOrderMachine.Refusal(part.State, SellerOrderEvent.ConfirmReceipt);
            if (received && part.State == SellerOrderState.Delivered && part.Holds.Any(h => h != NotReceived(part)))
                return OrderErrors.OnHold(part.Holds);
        }

        foreach (var part in parts)
        {
            if (!received) Deny(part, at);
            else if (part.State == SellerOrderState.Shipped)
                Arrived(part, SellerOrderEvent.ConfirmReceipt, null, timers, at);
            else Receive(part, at);
        }

        Changed("confirm-receipt", at);
        return Result.Ok;
    }

    /// <summary>Support found out that the goods the buyer was asked for did arrive.</summary>
    public Result SettleArrival(SellerOrderId id, string reason, OrderTimers timers, DateTimeOffset at)
    {
        if (Part(id) is not { } part) return OrderErrors.PartNotFound;
        var check = SellerOrderMachine.Check(part.State, SellerOrderEvent.Deliver);
        if (!check.IsOk) return check;
        if (part.AskedAt is null) return OrderErrors.NotAsked;

        Arrived(part, SellerOrderEvent.Deliver, reason, timers, at);
        Changed("deliver", at);
        return Result.Ok;
    }

    private static bool Confirmable(SellerOrder part) =>
        part.State == SellerOrderState.Delivered || part is { State: SellerOrderState.Shipped, AskedAt: not null };

    /// <summary>The hold a buyer's "nothing came" puts on; a later "it came" lifts it, and so does support.</summary>
    private static Hold NotReceived(SellerOrder part) => new("manual", part.Id.Value);

    private void Receive(SellerOrder part, DateTimeOffset at)
    {
        ChangeHold(part, NotReceived(part), false, null, at);
        Complete(part, SellerOrderEvent.ConfirmReceipt, at);
    }

    private void Deny(SellerOrder part, DateTimeOffset at)
    {
        if (part.Holds.Contains(NotReceived(part))) return;
        Record(part.Enter(SellerOrderState.Shipped, SellerOrderEvent.DenyReceipt, "not_received", at));
        ChangeHold(part, NotReceived(part), true, "not_received", at);
        Raise(new ReceiptDenied(KeyOf(part)));
    }

    /// <summary>The parcels that were asked for arrived; what is still on its way, or was never sent, is waited for.</summary>
    private void Arrived(
        SellerOrder part, SellerOrderEvent on, string? reason, OrderTimers timers, DateTimeOffset at)
    {
        var watched = part.Watched;
        part.ArriveAsked();
        if (part.AllDelivered) Deliver(part, on, timers, at, reason);
        else Record(part.Enter(SellerOrderState.Shipped, on, reason, at));
        ChangeHold(part, NotReceived(part), false, reason, at);
        Rewatch(part, watched, timers, at);
    }

    private void AskBuyer(SellerOrder part, OrderTimers timers, DateTimeOffset at)
    {
        if (part.AskFor(at - timers.CarrierSilence, at))
        {
            Record(part.Enter(SellerOrderState.Shipped, SellerOrderEvent.CarrierSilence, "asked", at));
            Raise(new ReceiptAsked(KeyOf(part)));
        }

        // Other parcels may have had news since, or none is on its way while the rest is still with the seller.
        if (part.Watched) Raise(new CarrierWaitRenewed(KeyOf(part), (part.QuietSince ?? at) + timers.CarrierSilence));
    }

    /// <summary>After everything on its way was asked for nobody wakes the part any more, until there is news.</summary>
    private void Rewatch(SellerOrder part, bool watched, OrderTimers timers, DateTimeOffset at)
    {
        if (part.State == SellerOrderState.Shipped && !watched && part.Watched)
            Raise(new CarrierWaitRenewed(KeyOf(part), at + timers.CarrierSilence));
    }
}
