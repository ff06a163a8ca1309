using Marketplace.Kernel;
using static Marketplace.Domain.Shipping.ShipmentStatus;

namespace Marketplace.Domain.Shipping;

/// <summary>A parcel with units of one seller order, from packing to the buyer's hands or back.</summary>
public sealed partial class Shipment : Aggregate<ShipmentId>
{
    private const string Machine = "shipment";

    private Shipment(ShipmentId id, SellerOrderId sellerOrder, OrderId order, ShopId shop, UserId buyer) : base(id) =>
        (SellerOrder, Order, Shop, Buyer) = (sellerOrder, order, shop, buyer);

    /// <summary>The seller order whose goods it carries.</summary>
    public SellerOrderId SellerOrder { get; private set; }

    /// <summary>The buyer's order.</summary>
    public OrderId Order { get; private set; }

    /// <summary>Who sends it.</summary>
    public ShopId Shop { get; private set; }

    /// <summary>Who gets it.</summary>
    public UserId Buyer { get; private set; }

    /// <summary>The parcel's public number.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Where it is.</summary>
    public ShipmentStatus Status { get; private set; }

    /// <summary>Who moves it: a carrier's code, or <c>self</c>.</summary>
    public string Carrier { get; private set; } = "";

    /// <summary>The carrier's service.</summary>
    public string Service { get; private set; } = "";

    /// <summary>Where it starts.</summary>
    [Personal]
    public Address From { get; private set; } = null!;

    /// <summary>Where it goes.</summary>
    [Personal]
    public Address To { get; private set; } = null!;

    /// <summary>What is inside.</summary>
    public IReadOnlyList<ParcelLine> Lines { get; private set; } = [];

    /// <summary>Weight and size as packed.</summary>
    public IReadOnlyList<ParcelMeasure> Pieces { get; private set; } = [];

    /// <summary>Worth of the goods, for the carrier's insurance.</summary>
    public Money DeclaredValue { get; private set; }

    /// <summary>What the buyer pays at the door, and whether he has; null for a parcel that is paid otherwise.</summary>
    public DoorCash? Cash { get; private set; }

    /// <summary>How the booking with the carrier stands.</summary>
    public Booking Booking { get; private set; } = new(BookingState.None, 0);

    /// <summary>Number under which the carrier tracks it.</summary>
    public string? TrackingNumber { get; private set; }

    /// <summary>What the seller shows to the courier.</summary>
    public SealedCode PickupCode { get; private set; } = null!;

    /// <summary>What the buyer tells the courier.</summary>
    public SealedCode DeliveryCode { get; private set; } = null!;

    /// <summary>Everything that was reported, in the order of hearing.</summary>
    public IReadOnlyList<ParcelEvent> Events { get; private set; } = [];

    /// <summary>Failed attempts at the door.</summary>
    public int Attempts { get; private set; }

    /// <summary>How the delivery is proven.</summary>
    [Personal]
    public DeliveryProof? Proof { get; private set; }

    /// <summary>When it was packed.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When something last happened.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>Packs units of a seller order.</summary>
    public static Shipment Pack(ShipmentId id, ParcelPlan plan, SealedCode pickup, SealedCode delivery, DateTimeOffset at)
    {
        var parcel = new Shipment(id, plan.SellerOrder, plan.Order, plan.Shop, plan.Buyer)
        {
            Number = ParcelNumber.Of(id), Status = Draft, Carrier = plan.Carrier, Service = plan.Service,
            From = plan.From, To = plan.To,
            Lines = plan.Lines, Pieces = plan.Pieces, DeclaredValue = plan.DeclaredValue, PickupCode = pickup,
            DeliveryCode = delivery,
            CreatedAt = at, UpdatedAt = at, Cash = plan.PaidAtDoor ? new DoorCash(DoorCashState.Awaited) : null,
        };
        parcel.Record(new StateChange(Machine, id.Value, "pack", null, "DRAFT", null, at));
        parcel.Raise(new ParcelPacked(id, parcel.SellerOrder, parcel.Order, parcel.Carrier, parcel.Lines));
        if (plan.PaidAtDoor) parcel.Raise(new CashAsked(id, parcel.SellerOrder, parcel.Order, parcel.Lines));
        return parcel;
    }

    /// <summary>Asks for a label: own delivery has it at once, a carrier is to be booked.</summary>
    public Result RequestLabel(DateTimeOffset at)
    {
        if (Status != Draft) return Refused("label");
        if (Booking.State == BookingState.Requested) return Result.Ok;
        if (Carrier == Carriers.Own)
        {
            TrackingNumber = Number;
            Move(LabelReady, "label", null, at);
            return Result.Ok;
        }

        Booking = new Booking(BookingState.Requested, Booking.Attempt + 1);
        Raise(new BookingRequested(Id));
        return Result.Ok;
    }

    /// <summary>The carrier booked it; a booking that comes after the parcel was called off is called off too.</summary>
    public Result Booked(string reference, string trackingNumber, Uri? label, DateTimeOffset at)
    {
        if (Booking.State == BookingState.Booked) return Result.Ok;

        Booking = Booking with { State = BookingState.Booked, Reference = reference, Label = label, RefusalCode = null };
        TrackingNumber = trackingNumber;
        if (Status == Cancelled) Raise(new BookingWithdrawn(Id, reference));
        if (Status == Draft) Move(LabelReady, "label", null, at);
        return Result.Ok;
    }

    /// <summary>The carrier does not take it; the seller may ask again or cancel.</summary>
    public void BookingRefused(string code, DateTimeOffset at)
    {
        if (Booking.State != BookingState.Requested) return;
        (Booking, UpdatedAt) = (Booking with { State = BookingState.Refused, RefusalCode = code }, at);
    }

    /// <summary>Calls it off before hand-over; its units may be packed again.</summary>
    public Result Cancel(string reason, DateTimeOffset at)
    {
        if (Status is not (Draft or LabelReady)) return Refused("cancel");
        if (Booking is { State: BookingState.Booked, Reference: { } reference }) Raise(new BookingWithdrawn(Id, reference));
        if (Cash is not null) Raise(new CashNotAsked(Id, SellerOrder));
        Move(Cancelled, "cancel", reason, at);
        return Result.Ok;
    }

    /// <summary>Sends it elsewhere; only before hand-over, and a carrier's label is then to be bought again.</summary>
    public Result Redirect(Address to, DateTimeOffset at)
    {
        if (Status is not (Draft or LabelReady)) return Refused("change-address");
        if (Status == LabelReady && Carrier is not (Carriers.Own or Carriers.Fleet)) return ShipmentErrors.LabelBought;

        (To, UpdatedAt) = (to, at);
        Record(new StateChange(Machine, Id.Value, "change-address", Name(Status), Name(Status), null, at));
        return Result.Ok;
    }

    private Error Refused(string @event) => Error.InvalidTransition(
        Machine, Name(Status), @event, [.. ShipmentRoute.Allowed(Status).Select(Name)]);

    private void Move(ShipmentStatus to, string @event, string? reason, DateTimeOffset at)
    {
        // Others learn of the hand-over even when the carrier's first words are of a later stage.
        if (Status == LabelReady && to is not (HandedOver or Cancelled)) Move(HandedOver, "hand-over", "implied", at);

        var from = Status;
        (Status, UpdatedAt) = (to, at);
        Record(new StateChange(Machine, Id.Value, @event, Name(from), Name(to), reason, at));
        Raise(new ParcelMoved(Id, SellerOrder, Order, to, Carrier, TrackingNumber, Lines, at));
    }

    private static string Name(ShipmentStatus status) => UpperSnake.Of(status);
}
