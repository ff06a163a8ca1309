using Marketplace.Application;
using Marketplace.Application.Orders;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Orders;

/// <summary>Goods that come back: the buyer's wish, the seller's decision, the way and the inspection.</summary>
public sealed class ReturnEndpoints : IEndpoints
{
    private static readonly Error NoShop = Error.Forbidden("no-shop", "The account belongs to no shop.");

    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var returns = routes.MapGroup("/returns").WithTags("Returns").ShowsPersonal("return");
        returns.MapPost("", Request).Anyone().RequireIdempotencyKey().WithSummary("Ask to send goods back")
            .Produces<CreatedReturn>(201);
        returns.MapGet("", List).Anyone().WithSummary("Returns of the buyer, of the shop, or all for support")
            .Produces<Page<ReturnView>>();
        returns.MapGet("/{id:guid}", Get).Anyone().WithSummary("One return").Produces<ReturnView>();
        returns.MapPost("/{id:guid}/ship", Ship).Anyone().WithSummary("The goods were dropped off").Produces<ReturnView>();
        returns.MapPost("/{id:guid}/cancel", Cancel).Anyone().WithSummary("Keep the goods after all").Produces<ReturnView>();
        returns.MapPost("/{id:guid}/approve", Approve).Needs("orders.return.decide").WithSummary("Let the goods come back")
            .Produces<ReturnView>();
        returns.MapPost("/{id:guid}/keep", Keep).Needs("orders.return.decide").WithSummary("Pay without wanting the goods back")
            .Produces<ReturnView>();
        returns.MapPost("/{id:guid}/reject", Reject).Needs("orders.return.decide").WithSummary("Refuse with a reason")
            .Produces<ReturnView>();
        returns.MapPost("/{id:guid}/receive", Receive).Needs("orders.return.handle").WithSummary("The goods arrived")
            .Produces<ReturnView>();
        returns.MapPost("/{id:guid}/inspect", Inspect).Needs("orders.return.handle").WithSummary("Accept all or some of the goods")
            .Produces<ReturnView>();
        returns.MapPost("/{id:guid}/contest", Contest).Needs("orders.return.decide").WithSummary("Contest the goods' condition")
            .Produces<ReturnView>();
    }

    private static async Task<IResult> Request(
        RequestBody body, Caller caller, IUseCase<RequestReturn, ReturnId> request, CancellationToken ct)
    {
        var support = caller.May("orders.order.assist");
        if (!support && !caller.CanBuy) return Stranger;
        var wish = new RequestReturn(
            new SellerOrderId(body.SellerOrderId), support ? null : caller.Buyer, body.Lines, body.Reason, body.Comment,
            body.Photos ?? []);
        return Answer.Created(
            await request.Handle(wish, ct), id => $"/api/v1/returns/{id}", id => new CreatedReturn(id, "REQUESTED"));
    }

    private static async Task<IResult> List(
        string? status, Guid? orderId, PageQuery page, Caller caller, IQuery<ListReturns, Page<ReturnView>> list,
        CancellationToken ct)
    {
        if (!caller.CanBuy) return Stranger;
        var statuses = status?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return Answer.Ok(await list.Handle(
            new ListReturns(Viewer(caller), orderId is { } o ? new OrderId(o) : null, statuses, page.Request), ct));
    }

    private static async Task<IResult> Get(
        Guid id, Caller caller, IQuery<GetReturn, ReturnView> get, CancellationToken ct) =>
        Answer.Tagged(await get.Handle(new GetReturn(new ReturnId(id), Viewer(caller)), ct), r => r.Version);

    private static async Task<IResult> Ship(
        Guid id, ShipBody? body, Caller caller, IUseCase<SendReturn, Unit> send, IQuery<GetReturn, ReturnView> get,
        CancellationToken ct) =>
        caller.CanBuy
            ? await Done(
            await send.Handle(new SendReturn(new ReturnId(id), caller.Buyer, body?.Carrier, body?.TrackingNumber), ct),
            id, caller, get, ct)
            : Stranger;

    private static async Task<IResult> Cancel(
        Guid id, Caller caller, IUseCase<CancelReturn, Unit> cancel, IQuery<GetReturn, ReturnView> get,
        CancellationToken ct) =>
        caller.CanBuy
            ? await Done(await cancel.Handle(new CancelReturn(new ReturnId(id), caller.Buyer), ct), id, caller, get, ct)
            : Stranger;

    private static Task<IResult> Approve(
        Guid id, Caller caller, IUseCase<ApproveReturn, Unit> approve, IQuery<GetReturn, ReturnView> get,
        CancellationToken ct) =>
        Act(id, caller, shop => approve.Handle(new ApproveReturn(new ReturnId(id), shop), ct), get, ct);

    private static Task<IResult> Keep(
        Guid id, KeepBody? body, Caller caller, IUseCase<KeepReturnedGoods, Unit> keep, IQuery<GetReturn, ReturnView> get,
        CancellationToken ct) =>
        Act(id, caller, shop => keep.Handle(new KeepReturnedGoods(new ReturnId(id), shop, body?.Lines ?? []), ct), get, ct);

    private static Task<IResult> Reject(
        Guid id, ReasonBody body, Caller caller, IUseCase<RejectReturn, Unit> reject, IQuery<GetReturn, ReturnView> get,
        CancellationToken ct) =>
        Act(id, caller, shop => reject.Handle(new RejectReturn(new ReturnId(id), shop, body.Reason), ct), get, ct);

    private static Task<IResult> Receive(
        Guid id, Caller caller, IUseCase<ReceiveReturn, Unit> receive, IQuery<GetReturn, ReturnView> get,
        CancellationToken ct) =>
        Act(id, caller, shop => receive.Handle(new ReceiveReturn(new ReturnId(id), shop), ct), get, ct);

    private static Task<IResult> Inspect(
        Guid id, InspectBody? body, Caller caller, IUseCase<InspectReturn, Unit> inspect,
        IQuery<GetReturn, ReturnView> get, CancellationToken ct) =>
        Act(id, caller, shop => inspect.Handle(new InspectReturn(new ReturnId(id), shop, body?.Lines ?? []), ct), get, ct);

    private static Task<IResult> Contest(
        Guid id, ReasonBody body, Caller caller, IUseCase<ContestReturn, Unit> contest, IQuery<GetReturn, ReturnView> get,
        CancellationToken ct) =>
        Act(id, caller, shop => contest.Handle(new ContestReturn(new ReturnId(id), shop, body.Reason), ct), get, ct);

    private static IResult Stranger =>
        Problem.Of(401, "sign-in-required", "This needs a signed-in account or a cart token.");

    private static async Task<IResult> Act(
        Guid id, Caller caller, Func<ShopId, Task<Result<Unit>>> act, IQuery<GetReturn, ReturnView> get,
        CancellationToken ct) =>
        caller.Shop is { } shop ? await Done(await act(shop), id, caller, get, ct) : Problem.From(NoShop);

    private static async Task<IResult> Done(
        Result<Unit> result, Guid id, Caller caller, IQuery<GetReturn, ReturnView> get, CancellationToken ct) =>
        result.Failed(out var refusal) ? Problem.From(refusal) : await Get(id, caller, get, ct);

    private static ReturnViewer Viewer(Caller caller) =>
        new(caller.CanBuy ? caller.Buyer : null, caller.Shop, caller.May("orders.order.oversee"));

    /// <summary>What comes back and why.</summary>
    public sealed record RequestBody(
        Guid SellerOrderId, IReadOnlyList<Units> Lines, ReturnReason Reason, string? Comment = null,
        IReadOnlyList<string>? Photos = null);

    /// <summary>The new return.</summary>
    public sealed record CreatedReturn(ReturnId Id, string Status);

    /// <summary>How the goods travel.</summary>
    public sealed record ShipBody(string? Carrier = null, string? TrackingNumber = null);

    /// <summary>What is paid; without lines everything.</summary>
    public sealed record KeepBody(IReadOnlyList<Units>? Lines = null);

    /// <summary>What is accepted and what becomes of it; without lines everything goes back on the shelf.</summary>
    public sealed record InspectBody(IReadOnlyList<InspectedUnits>? Lines = null);

    /// <summary>Why.</summary>
    public sealed record ReasonBody(string Reason);
}
