using Marketplace.Application;
using Marketplace.Application.Shipping;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Shipping;

/// <summary>Taking the buyer's money at the door, or doing without it.</summary>
public sealed class DoorCashEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/courier/tasks/{id:guid}/collect-cash", Collect).Needs("shipping.task.work").RequireIdempotencyKey().WithTags("Courier")
            .WithSummary("Take the buyer's money at the door").Produces<CourierTaskView>();

        var shipments = routes.MapGroup("/shipments").WithTags("Shipping").ForKeys("shipping");
        shipments.MapPost("/{id:guid}/collect-cash", CollectOwn).Needs("shipping.parcel.handle").RequireIdempotencyKey()
            .WithSummary("Own delivery: the buyer paid").Produces<DoorCashView>();
        shipments.MapPost("/{id:guid}/waive-cash", Waive).Needs("shipping.cash.waive").RequireIdempotencyKey()
            .WithSummary("The buyer need not pay at the door").Produces(204);
    }

    private static async Task<IResult> Collect(
        Guid id, CashBody body, Caller caller, IUseCase<CollectCash, Unit> collect, IQuery<GetCourierTask, CourierTaskView> get,
        CancellationToken ct)
    {
        var (task, courier) = (new CourierTaskId(id), new CourierId(caller.User!.Value.Value));
        var collected = await collect.Handle(new CollectCash(task, courier, body.Paid), ct);
        return collected.Failed(out var refusal)
            ? Problem.From(refusal)
            : Answer.Tagged(await get.Handle(new GetCourierTask(task, courier), ct), t => t.Version);
    }

    private static async Task<IResult> CollectOwn(
        Guid id, CashBody body, Caller caller, IUseCase<CollectOwnCash, Unit> collect, IQuery<GetShipment, ShipmentView> get,
        CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return Problem.From(Shops.None);
        var parcel = new ShipmentId(id);
        var collected = await collect.Handle(new CollectOwnCash(shop, caller.User!.Value, parcel, body.Paid), ct);
        return collected.Failed(out var refusal)
            ? Problem.From(refusal)
            : Answer.Ok(await get.Handle(new GetShipment(parcel, new ParcelViewer(null, shop, false)), ct), s => s.Cash);
    }

    private static async Task<IResult> Waive(Guid id, WaiveBody body, Caller caller, IUseCase<WaiveCash, Unit> waive, CancellationToken ct)
    {
        var staff = caller.May("payments.refund.approve");
        if (!staff && caller.Shop is null) return Problem.From(Shops.None);
        return Answer.NoContent(await waive.Handle(
            new WaiveCash(new ShipmentId(id), caller.User!.Value, staff ? null : caller.Shop, body.Reason), ct));
    }

    /// <summary>Exactly what is due; <c>CASH</c>, <c>CARD</c> or <c>QR</c>.</summary>
    public sealed record CashBody(Money Amount, string Method = "CASH", string? FiscalReceipt = null)
    {
        internal PaidAtDoor Paid => new(Amount, Method, FiscalReceipt);
    }

    /// <summary>Why.</summary>
    public sealed record WaiveBody(string Reason);
}
