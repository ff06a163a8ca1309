using Marketplace.Application;
using Marketplace.Application.Orders;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Orders;

/// <summary>A shop's parts of orders and what the seller does with them.</summary>
public sealed class SellerOrderEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var parts = routes.MapGroup("/seller/orders").WithTags("Seller orders").ShowsPersonal("seller_order").ForKeys("orders");
        parts.MapGet("", List).Needs("orders.seller-order.list").WithSummary("The shop's seller orders; updatedFrom for polling")
            .Produces<Page<SellerOrderSummary>>();
        parts.MapGet("/{id:guid}", Get).Needs("orders.seller-order.read").WithSummary("One seller order with its money")
            .Produces<SellerOrderView>();
        parts.MapPost("/{id:guid}/accept", Accept).Needs("orders.seller-order.fulfil").WithSummary("Accept").Produces<SellerOrderProgress>();
        parts.MapPost("/{id:guid}/decline", Decline).Needs("orders.seller-order.fulfil").WithSummary("Decline lines, or all")
            .Produces<SellerOrderProgress>();
        parts.MapPost("/{id:guid}/pack", Pack).Needs("orders.seller-order.fulfil").WithSummary("Packed").Produces<SellerOrderProgress>();
        parts.MapPost("/{id:guid}/ready", Pack).Needs("orders.seller-order.fulfil").WithSummary("Ready (food)").Produces<SellerOrderProgress>();
        parts.MapPost("/{id:guid}/cancel", Cancel).Needs("orders.seller-order.cancel")
            .WithSummary("Call an accepted part off").Produces<SellerOrderProgress>();
        parts.MapPost("/{id:guid}/cancel-request", AnswerCancel).Needs("orders.seller-order.cancel")
            .WithSummary("Agree or refuse to cancel a part that the buyer does not want any more")
            .Produces<SellerOrderProgress>();
        parts.MapGet("/{id:guid}/events", Events).Needs("orders.seller-order.read")
            .WithSummary("The history of one seller order").Produces<OrderHistory>();
    }

    private static async Task<IResult> List(
        string? status, DateTimeOffset? updatedFrom, PageQuery page, Caller caller,
        IQuery<ListSellerOrders, Page<SellerOrderSummary>> list, CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return NoShop;
        var states = (status ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Answer.Ok(
            await list.Handle(new ListSellerOrders(shop, states, updatedFrom?.ToUniversalTime(), page.Request), ct));
    }

    private static async Task<IResult> Get(
        Guid id, Caller caller, IQuery<GetSellerOrder, SellerOrderView> get, CancellationToken ct) =>
        caller.Shop is null && !caller.IsStaff()
            ? NoShop
            : Answer.Tagged(
                await get.Handle(new GetSellerOrder(new SellerOrderId(id), ShopOf(caller)), ct), p => p.Version);

    private static async Task<IResult> Accept(
        Guid id, Caller caller, IUseCase<AcceptSellerOrder, SellerOrderProgress> accept, CancellationToken ct) =>
        caller.Shop is { } shop
            ? Answer.Ok(await accept.Handle(new AcceptSellerOrder(new SellerOrderId(id), shop), ct)) : NoShop;

    private static async Task<IResult> Decline(
        Guid id, DeclineBody body, Caller caller, IUseCase<DeclineSellerOrder, SellerOrderProgress> decline,
        CancellationToken ct)
    {
        if (caller.Shop is not { } shop) return NoShop;
        if (body.Lines?.Any(l => l is null) is true) return Buying.NullItem("/lines");
        var lines = body.Lines?.Select(l => new DeclineSellerOrder.Line(l.Number, l.Quantity)).ToList();
        return Answer.Ok(await decline.Handle(new DeclineSellerOrder(new SellerOrderId(id), shop, lines, body.Reason), ct));
    }

    private static async Task<IResult> Pack(
        Guid id, Caller caller, IUseCase<PackSellerOrder, SellerOrderProgress> pack, CancellationToken ct) =>
        caller.Shop is { } shop
            ? Answer.Ok(await pack.Handle(new PackSellerOrder(new SellerOrderId(id), shop), ct)) : NoShop;

    private static async Task<IResult> Cancel(
        Guid id, CancelBody? body, Caller caller, IUseCase<CancelSellerOrder, SellerOrderProgress> cancel,
        CancellationToken ct) =>
        caller.Shop is null && !caller.IsStaff()
            ? NoShop
            : Answer.Ok(
                await cancel.Handle(new CancelSellerOrder(
                    new SellerOrderId(id), ShopOf(caller), body?.Restock ?? true), ct));

    private static async Task<IResult> AnswerCancel(
        Guid id, CancelAnswerBody body, Caller caller, IUseCase<AnswerCancelRequest, SellerOrderProgress> answer,
        CancellationToken ct) =>
        caller.Shop is null && !caller.IsStaff()
            ? NoShop
            : Answer.Ok(await answer.Handle(
                new AnswerCancelRequest(
                    new SellerOrderId(id), ShopOf(caller), body.Agree, body.Restock, body.Note), ct));

    private static async Task<IResult> Events(
        Guid id, Caller caller, IQuery<ListSellerOrderEvents, OrderHistory> events, CancellationToken ct) =>
        caller.Shop is null && !caller.IsStaff()
            ? NoShop
            : Answer.Ok(await events.Handle(new ListSellerOrderEvents(new SellerOrderId(id), ShopOf(caller)), ct));

    private static ShopId? ShopOf(Caller caller) => caller.IsStaff() ? null : caller.Shop;

    private static IResult NoShop => Problem.Of(403, "no-shop", "The account has no shop.");

    /// <summary>Which lines and why; no lines means all.</summary>
    public sealed record DeclineBody(string Reason, IReadOnlyList<LineBody>? Lines = null);

    /// <summary>Units of a line.</summary>
    public sealed record LineBody(int Number, int Quantity);

    /// <summary>Whether the seller agrees; a refusal says why, and goods that cannot be sold any more are not restocked.</summary>
    public sealed record CancelAnswerBody(bool Agree, bool Restock = true, string? Note = null);

    /// <summary>False when the goods cannot be sold any more.</summary>
    public sealed record CancelBody(bool Restock = true);
}
