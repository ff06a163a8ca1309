using Marketplace.Kernel;
using static Marketplace.Domain.Shipping.ShipmentStatus;

namespace Marketplace.Domain.Shipping;

/// <content>What happens to a parcel after it has its label.</content>
public sealed partial class Shipment
{
    /// <summary>The seller gives it away: to a carrier's counter, or to its own driver.</summary>
    public Result HandOver(DateTimeOffset at) =>
        Status == LabelReady ? Tell(HandedOver, "seller", "hand-over", at) : Refused("hand-over");

    /// <summary>A carrier's event: kept once, whatever it says; the status follows the carrier's time, and a final one
    /// stays.</summary>
    /// <returns>False when it was known.</returns>
    public bool Report(ParcelEvent happened, DateTimeOffset at)
    {
        if (Events.Any(known => known.Source == happened.Source && known.EventId == happened.EventId)) return false;

        (Events, UpdatedAt) = ([.. Events, happened], at);
        if (Status == Draft || ShipmentRoute.IsFinal(Status)) return true;

        Follow(EventName(happened.Status), happened.Code, at);
        return true;
    }

    /// <summary>Somebody here says what happened (courier, seller, timer): refused where the machine does not
    /// lead.</summary>
    public Result Tell(ShipmentStatus status, string source, string code, DateTimeOffset at)
    {
        if (Status == Draft || !ShipmentRoute.Leads(Status, status)) return Refused(EventName(status));
        if (status == Delivered && OwesCash) return ShipmentErrors.CashNotCollected(Cash!.Due);

        // Words spoken here come in the order of speaking, also when the clock stands still between two of them.
        var last = Events.Select(e => e.At).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        var spoken = at > last ? at : last.AddTicks(10);
        Report(new ParcelEvent(source, $"{source}-{Events.Count + 1}", status, code, spoken, at, null), at);
        return Result.Ok;
    }

    /// <summary>With the buyer, and this is the proof.</summary>
    public Result Deliver(DeliveryProof proof, string source, DateTimeOffset at)
    {
        if (Tell(Delivered, source, proof.Kind, at).Failed(out var refusal)) return refusal;

        Proof = proof;
        return Result.Ok;
    }

    /// <summary>Counts a try of the seller's pickup code.</summary>
    public CodeEntry TryPickupCode(bool matches)
    {
        if (PickupCode.Locked) return CodeEntry.Locked;
        if (matches) return CodeEntry.Right;
        PickupCode = PickupCode.Missed();
        return PickupCode.Locked ? CodeEntry.Locked : CodeEntry.Wrong;
    }

    /// <summary>Counts a try of the buyer's delivery code.</summary>
    public CodeEntry TryDeliveryCode(bool matches)
    {
        if (DeliveryCode.Locked) return CodeEntry.Locked;
        if (matches) return CodeEntry.Right;
        DeliveryCode = DeliveryCode.Missed();
        return DeliveryCode.Locked ? CodeEntry.Locked : CodeEntry.Wrong;
    }

    /// <summary>Nobody fetched it in time: back to the seller. Says nothing when it is not waiting any more.</summary>
    public void StorageOver(DateTimeOffset at)
    {
        if (Status == AtPickupPoint) Tell(Returning, "market", "storage-over", at);
    }

    /// <summary>Support declares it lost; the only thing that undoes a delivery.</summary>
    public Result DeclareLost(string reason, DateTimeOffset at)
    {
        if (Status != Delivered) return Tell(Lost, "support", reason, at);

        Events = [.. Events, new ParcelEvent("support", $"support-{Events.Count + 1}", Lost, reason, at, at, null)];
        Move(Lost, "correct", reason, at);
        return Result.Ok;
    }

    private static string EventName(ShipmentStatus status) => UpperSnake.Of(status).ToLowerInvariant().Replace('_', '-');
}

/// <summary>What entering a code led to.</summary>
public enum CodeEntry
{
    /// <summary>It matches.</summary>
    Right,

    /// <summary>It does not.</summary>
    Wrong,

    /// <summary>Too many wrong entries: it opens nothing any more.</summary>
    Locked,
}
