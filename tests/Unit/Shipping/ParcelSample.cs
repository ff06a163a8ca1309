using Marketplace.Domain.Shipping;
using Marketplace.Kernel;

namespace Marketplace.Tests.Unit.Shipping;

/// <summary>Parcels and tasks in any state, made the way they come about.</summary>
internal static class ParcelSample
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly Address Home = new("RU", "Moscow", "Moscow", "Arbat 2", "119002", "Anna", "+79990000000");

    public static readonly CourierId Ivan = CourierId.New(Noon);

    public static readonly SealedCode Code = new("seal", "kept");

    public static Money Rub(long minor) => new(minor, Currency.Rub);

    public static Shipment Packed(string carrier = Carriers.Fleet) => Shipment.Pack(
        ShipmentId.New(Noon),
        new ParcelPlan(
            SellerOrderId.New(Noon), OrderId.New(Noon), ShopId.New(Noon), UserId.New(Noon), carrier, "courier", Home, Home,
            [new ParcelLine(1, OfferId.New(Noon), 2)], [new ParcelMeasure(500, 200, 150, 100)], Rub(199_000)),
        Code, Code, Noon);

    public static Shipment In(ShipmentStatus status)
    {
        var parcel = Packed(Carriers.Own);
        if (status == ShipmentStatus.Draft) return parcel;
        parcel.RequestLabel(Noon);
        if (status == ShipmentStatus.Cancelled) parcel.Cancel("seller", Noon);
        if (status is ShipmentStatus.LabelReady or ShipmentStatus.Cancelled) return parcel;
        parcel.Tell(status, "carrier", "code", Noon);
        return parcel;
    }

    public static ParcelEvent Event(string id, ShipmentStatus status, int minute) =>
        new("carrier", id, status, "code", Noon.AddMinutes(minute), Noon, null);

    public static CourierTask TaskIn(CourierTaskState state)
    {
        var task = CourierTask.For(CourierTaskId.New(Noon), ShipmentId.New(Noon), Noon);
        if (state == CourierTaskState.Waiting) return task;
        if (state == CourierTaskState.Cancelled) { task.Cancel(Noon); return task; }
        task.Offer(Ivan, Noon.AddSeconds(60), Noon);
        if (state == CourierTaskState.Offered) return task;
        if (state == CourierTaskState.Declined) { task.Decline(Ivan, null, Noon); return task; }
        if (state == CourierTaskState.TimedOut) { task.TimeOut(Noon.AddSeconds(60)); return task; }
        task.Accept(Ivan, Noon);
        if (state == CourierTaskState.Accepted) return task;
        task.Arrive(Noon);
        if (state == CourierTaskState.AtPickup) return task;
        task.PickUp(Noon);
        if (state == CourierTaskState.PickedUp) return task;
        if (state == CourierTaskState.Lost) { task.Lose("fire", Noon); return task; }
        task.Arrive(Noon);
        if (state == CourierTaskState.Done) task.Complete(Noon);
        if (state is CourierTaskState.AtDoor or CourierTaskState.Done) return task;
        task.Fail(state == CourierTaskState.Failed ? "not_home" : "refused", Noon);
        if (state == CourierTaskState.Returned) task.HandBack(Noon);
        return task;
    }
}
