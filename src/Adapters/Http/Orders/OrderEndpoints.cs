using Marketplace.Application;
using Marketplace.Application.Orders;
using Marketplace.Kernel;
using Marketplace.Ports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Orders;

/// <summary>Placed orders: buyers see their own, support sees all.</summary>
public sealed class OrderEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/orders").WithTags("Orders").ShowsPersonal("order");
        orders.MapGet("", List).Anyone().WithSummary("Orders, newest first").Produces<Page<OrderSummary>>();
        orders.MapGet("/{id:guid}", Get).Anyone().Produces<OrderView>()
            .WithSummary("One order; with Prefer: wait=N and after=STATUS it waits until the order has left that status");
        orders.MapGet("/{id:guid}/events", Events).Anyone().WithSummary("The history of an order and its parts")
            .Produces<OrderHistory>();
        orders.MapPost("/{id:guid}/cancel", Cancel).Anyone().WithSummary("Call the order or one seller's part off; a part that is being sent is asked of its seller")
            .Produces<OrderProgressView>();
        orders.MapPost("/{id:guid}/address", ChangeAddress).Anyone()
            .WithSummary("Correct the address before a parcel is labelled").Produces<OrderProgressView>();
        orders.MapPost("/{id:guid}/confirm-receipt", Confirm).Anyone().WithSummary("Say that the goods arrived")
            .Produces<OrderProgressView>();
        orders.MapPost("/{id:guid}/reorder", Again).Anyone().WithSummary("Fill the cart from this order")
            .Produces<Reordered>();
    }

    private static async Task<IResult> List(
        [AsParameters] Filter filter, PageQuery page, Caller caller, IQuery<ListOrders, Page<OrderSummary>> list,
        CancellationToken ct)
    {
        if (!caller.CanBuy) return Buying.NoBuyer;
        var statuses = (filter.Status ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Answer.Ok(await list.Handle(
            new ListOrders(BuyerOf(caller), statuses, filter.CreatedFrom?.ToUniversalTime(), filter.Number, page.Request),
            ct));
    }

    private static async Task<IResult> Get(
        Guid id, string? after, HttpRequest request, Caller caller, IQuery<GetOrder, OrderView> get, IChangeBell bell, CancellationToken ct)
    {
        if (!caller.CanBuy) return Buying.NoBuyer;
        var wanted = new GetOrder(new OrderId(id), BuyerOf(caller));
        var view = await Waiting.For(
            request, () => get.Handle(wanted, ct), seen => after is null || seen.Status != after, atMost => bell.Listen(id, atMost, ct));
        return Answer.Tagged(view, o => o.Version);
    }

    private static async Task<IResult> Events(
        Guid id, Caller caller, IQuery<ListOrderEvents, OrderHistory> events, CancellationToken ct) =>
        caller.CanBuy
            ? Answer.Ok(await events.Handle(new ListOrderEvents(new OrderId(id), BuyerOf(caller)), ct)) : Buying.NoBuyer;

    private static async Task<IResult> Cancel(
        Guid id, CancelBody? body, Caller caller, IUseCase<CancelOrder, OrderProgressView> cancel,
        CancellationToken ct) => caller.CanBuy
            ? Answer.Ok(
                await cancel.Handle(
                    new CancelOrder(new OrderId(id), BuyerOf(caller), Part(body?.SellerOrderId), body?.Reason), ct))
            : Buying.NoBuyer;

    private static async Task<IResult> ChangeAddress(
        Guid id, AddressBody body, Caller caller, IUseCase<ChangeOrderAddress, OrderProgressView> change,
        CancellationToken ct) =>
        caller.CanBuy
            ? Answer.Ok(await change.Handle(new ChangeOrderAddress(new OrderId(id), BuyerOf(caller), body.Value), ct))
            : Buying.NoBuyer;

    private static async Task<IResult> Confirm(
        Guid id, ReceiptBody? body, Caller caller, IUseCase<ConfirmReceipt, OrderProgressView> confirm,
        CancellationToken ct) => caller.CanBuy
            ? Answer.Ok(await confirm.Handle(
                new ConfirmReceipt(new OrderId(id), caller.Buyer, Part(body?.SellerOrderId), body?.Received ?? true), ct))
            : Buying.NoBuyer;

    private static async Task<IResult> Again(
        Guid id, Caller caller, IUseCase<Reorder, Reordered> reorder, CancellationToken ct) =>
        caller.CanBuy ? Answer.Ok(await reorder.Handle(new Reorder(new OrderId(id), caller.Buyer), ct)) : Buying.NoBuyer;

    private static UserId? BuyerOf(Caller caller) => caller.IsStaff() ? null : caller.Buyer;

    private static SellerOrderId? Part(Guid? id) => id is { } part ? new SellerOrderId(part) : null;

    /// <summary>Filters of the list.</summary>
    /// <param name="Status">Canonical words or synonyms, separated by commas.</param>
    public sealed record Filter(string? Status, DateTimeOffset? CreatedFrom, string? Number);

    /// <summary>One seller's part, or nothing for the whole order.</summary>
    /// <param name="Reason">Words to the sellers that have to be asked.</param>
    public sealed record CancelBody(Guid? SellerOrderId = null, string? Reason = null);

    /// <summary>
    /// One seller's part, or nothing for all that arrived; <paramref name="Received"/> is false when the buyer was asked
    /// and has nothing.
    /// </summary>
    public sealed record ReceiptBody(Guid? SellerOrderId = null, bool Received = true);
}
