using Marketplace.Application;
using Marketplace.Application.Shipping;
using Marketplace.Domain.Shipping;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Shipping;

/// <summary>Parcels: packing, labels, hand-over, tracking.</summary>
public sealed class ShipmentEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var shipments = routes.MapGroup("/shipments").WithTags("Shipping").ShowsPersonal("shipment").ForKeys("shipping");
        shipments.MapPost("", Create).Needs("shipping.parcel.handle").RequireIdempotencyKey()
            .WithSummary("Pack units of a seller order into a parcel").Produces<PackedParcel>(201);
        shipments.MapGet("", List).Needs("shipping.parcel.read")
            .WithSummary("Parcels of the shop, or of the buyer").Produces<Page<ShipmentSummary>>();
        shipments.MapGet("/{id:guid}", Get).Anyone().WithSummary("One parcel, for its buyer, its seller or support")
            .Produces<ShipmentView>();
        shipments.MapGet("/{id:guid}/tracking", Track).Anyone()
            .WithSummary("A parcel's way, for its buyer, its seller or support").Produces<TrackingView>();
        shipments.MapPost("/{id:guid}/label", Label).Needs("shipping.parcel.handle").WithSummary("Buy the label, or assign a courier")
            .Produces<ShipmentView>();
        shipments.MapPost("/{id:guid}/handover", HandOver).Needs("shipping.parcel.handle").WithSummary("The parcel left")
            .Produces<ShipmentView>();
        shipments.MapPost("/{id:guid}/cancel", Cancel).Needs("shipping.parcel.handle").WithSummary("Call a parcel off before hand-over")
            .Produces<ShipmentView>();
        shipments.MapPost("/{id:guid}/delivered", Delivered).Needs("shipping.parcel.handle").WithSummary("Own delivery: the buyer has it")
            .Produces<ShipmentView>();
        shipments.MapPost("/{id:guid}/returned", TakeBack).Needs("shipping.parcel.handle").WithSummary("An undeliverable parcel is back")
            .Produces<ShipmentView>();
        shipments.MapPost("/{id:guid}/lost", Lost).Needs("shipping.parcel.lose").WithSummary("Declare a parcel lost")
            .Produces<ShipmentView>();
        shipments.MapPut("/{id:guid}/address", Redirect).Anyone().WithSummary("Change the address before hand-over")
            .Produces<ShipmentView>();
        routes.MapGet("/tracking/{number}", TrackByNumber).Anyone().WithTags("Shipping")
            .WithSummary("Track by number and code").Produces<TrackingView>();
        routes.MapGet("/orders/{id:guid}/delivery-codes", Codes).Anyone().WithTags("Shipping")
            .WithSummary("The codes to tell couriers").Produces<DeliveryCodesView>();
    }

    private static async Task<IResult> Create(
        PackBody body, Caller caller, IUseCase<CreateShipment, PackedParcel> create, CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return Problem.From(Shops.None);
        var request = new CreateShipment(
            shop, new SellerOrderId(body.SellerOrderId), body.Lines ?? [], body.Pieces ?? [], body.Carrier, body.Service,
            body.From);
        return Answer.Created(
            await create.Handle(request, ct), parcel => $"/api/v1/shipments/{parcel.Id}", parcel => parcel);
    }

    private static async Task<IResult> List(
        string? status, Guid? orderId, Guid? sellerOrderId, PageQuery page, Caller caller,
        IQuery<ListShipments, Page<ShipmentSummary>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(
            new ListShipments(
                Viewer(caller), orderId is { } o ? new OrderId(o) : null,
                sellerOrderId is { } so ? new SellerOrderId(so) : null,
                status?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [], page.Request), ct));

    private static async Task<IResult> Get(
        Guid id, Caller caller, IQuery<GetShipment, ShipmentView> get, CancellationToken ct) =>
        Answer.Tagged(await get.Handle(new GetShipment(new ShipmentId(id), Viewer(caller)), ct), s => s.Version);

    private static async Task<IResult> Track(
        Guid id, Caller caller, IQuery<GetTracking, TrackingView> get, CancellationToken ct) =>
        Answer.Tagged(await get.Handle(new GetTracking(new ShipmentId(id), Viewer(caller)), ct));

    private static async Task<IResult> TrackByNumber(
        string number, string? code, IQuery<GetTrackingByNumber, TrackingView> track, CancellationToken ct) =>
        Answer.Tagged(await track.Handle(new GetTrackingByNumber(number, code ?? ""), ct));

    private static async Task<IResult> Codes(
        Guid id, Caller caller, IQuery<ListDeliveryCodes, DeliveryCodesView> list, CancellationToken ct) =>
        caller.CanBuy
            ? Answer.Ok(await list.Handle(new ListDeliveryCodes(new OrderId(id), caller.Buyer), ct))
            : Problem.Of(401, "sign-in-required", "This needs a signed-in account or a cart token.");

    private static Task<IResult> Label(
        Guid id, Caller caller, IUseCase<RequestLabel, Unit> label, IQuery<GetShipment, ShipmentView> get,
        CancellationToken ct) =>
        Act(caller, id, (shop, parcel) => label.Handle(new RequestLabel(shop, parcel), ct), get, ct);

    private static Task<IResult> HandOver(
        Guid id, Caller caller, IUseCase<HandOverShipment, Unit> handOver, IQuery<GetShipment, ShipmentView> get,
        CancellationToken ct) =>
        Act(caller, id, (shop, parcel) => handOver.Handle(new HandOverShipment(shop, parcel), ct), get, ct);

    private static Task<IResult> Cancel(
        Guid id, Caller caller, IUseCase<CancelShipment, Unit> cancel, IQuery<GetShipment, ShipmentView> get,
        CancellationToken ct) =>
        Act(caller, id, (shop, parcel) => cancel.Handle(new CancelShipment(shop, parcel), ct), get, ct);

    private static Task<IResult> TakeBack(
        Guid id, Caller caller, IUseCase<TakeParcelBack, Unit> takeBack, IQuery<GetShipment, ShipmentView> get,
        CancellationToken ct) =>
        Act(caller, id, (shop, parcel) => takeBack.Handle(new TakeParcelBack(shop, parcel), ct), get, ct);

    private static async Task<IResult> Delivered(
        Guid id, ProofBody? body, Caller caller, IUseCase<ConfirmOwnDelivery, CodeAnswer> confirm,
        IQuery<GetShipment, ShipmentView> get,
        CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return Problem.From(Shops.None);
        var result = await confirm.Handle(new ConfirmOwnDelivery(shop, new ShipmentId(id), body?.Code, body?.File), ct);
        if (result.Failed(out var refusal, out var answer)) return Problem.From(refusal);
        return answer.Refusal() is { } wrong ? Problem.From(wrong) : await Get(id, caller, get, ct);
    }

    private static async Task<IResult> Lost(
        Guid id, ReasonBody body, Caller caller, IUseCase<DeclareParcelLost, Unit> declare,
        IQuery<GetShipment, ShipmentView> get,
        CancellationToken ct)
    {
        var result = await declare.Handle(new DeclareParcelLost(new ShipmentId(id), body.Reason), ct);
        return result.Failed(out var refusal) ? Problem.From(refusal) : await Get(id, caller, get, ct);
    }

    private static async Task<IResult> Redirect(
        Guid id, Address body, Caller caller, IUseCase<ChangeParcelAddress, Unit> change,
        IQuery<GetShipment, ShipmentView> get,
        CancellationToken ct)
    {
        var support = caller.May("orders.order.assist");
        if (!support && !caller.CanBuy)
            return Problem.Of(401, "sign-in-required", "This needs a signed-in account or a cart token.");
        var request = new ChangeParcelAddress(new ShipmentId(id), support ? null : caller.Buyer, body);
        var result = await change.Handle(request, ct);
        return result.Failed(out var refusal) ? Problem.From(refusal) : await Get(id, caller, get, ct);
    }

    private static async Task<IResult> Act(
        Caller caller, Guid id, Func<ShopId, ShipmentId, Task<Result<Unit>>> act, IQuery<GetShipment, ShipmentView> get,
        CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return Problem.From(Shops.None);
        var result = await act(shop, new ShipmentId(id));
        return result.Failed(out var refusal) ? Problem.From(refusal) : await Get(id, caller, get, ct);
    }

    private static ParcelViewer Viewer(Caller caller) =>
        new(caller.CanBuy ? caller.Buyer : null, caller.ShopFor("shipping.parcel.handle"), caller.May("orders.order.oversee"));

    /// <summary>What to pack; without lines everything that is left, without carrier the delivery the buyer
    /// chose.</summary>
    public sealed record PackBody(
        Guid SellerOrderId, IReadOnlyList<UnitsToPack>? Lines = null, IReadOnlyList<ParcelMeasure>? Pieces = null,
        string? Carrier = null,
        string? Service = null, Address? From = null);

    /// <summary>The buyer's code, or the key of a stored photo.</summary>
    public sealed record ProofBody(string? Code = null, string? File = null);

    /// <summary>Why.</summary>
    public sealed record ReasonBody(string Reason);
}
