using Marketplace.Application;
using Marketplace.Application.Orders;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Orders;

/// <summary>What support and finance do about parts whose money is held back or whose goods nobody has seen.</summary>
public sealed class HeldOrderEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var held = routes.MapGroup("/support/seller-orders").WithTags("Held orders");
        held.MapGet("/held", List).Needs("orders.held.settle")
            .WithSummary("Seller orders whose money is held back, the longest unchanged first").Produces<Page<HeldOrder>>();
        held.MapPost("/{id:guid}/hold", Hold).Needs("orders.held.settle")
            .WithSummary("Hold the release of a seller order's money").Produces<SellerOrderHolds>();
        held.MapPost("/{id:guid}/release", Release).Needs("orders.held.settle")
            .WithSummary("Lift the holds of one kind").Produces<SellerOrderHolds>();
        held.MapPost("/{id:guid}/arrived", Arrived).Needs("orders.held.arrive")
            .WithSummary("Settle that goods the buyer was asked for did arrive").Produces<SellerOrderProgress>();
    }

    private static async Task<IResult> List(
        string? kind, PageQuery page, IQuery<ListHeldOrders, Page<HeldOrder>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListHeldOrders(kind, page.Request), ct));

    private static async Task<IResult> Hold(
        Guid id, HoldBody body, IUseCase<HoldSellerOrder, SellerOrderHolds> hold, CancellationToken ct) =>
        Answer.Ok(await hold.Handle(new HoldSellerOrder(new SellerOrderId(id), body.Hold, true, body.Reason), ct));

    private static async Task<IResult> Release(
        Guid id, HoldBody body, IUseCase<HoldSellerOrder, SellerOrderHolds> hold, CancellationToken ct) =>
        Answer.Ok(await hold.Handle(new HoldSellerOrder(new SellerOrderId(id), body.Hold, false, body.Reason), ct));

    private static async Task<IResult> Arrived(
        Guid id, ArrivedBody body, IUseCase<SettleArrival, SellerOrderProgress> settle, CancellationToken ct) =>
        Answer.Ok(await settle.Handle(new SettleArrival(new SellerOrderId(id), body.Reason), ct));

    /// <summary>Why, and which hold: <c>manual</c>, <c>risk</c> or <c>kyc</c>.</summary>
    public sealed record HoldBody(string Reason, string Hold = "manual");

    /// <summary>What support found out.</summary>
    public sealed record ArrivedBody(string Reason);
}
