using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Payments;

/// <summary>Money taken at doors: what couriers have in hand and what they brought.</summary>
public sealed class CashEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var cash = routes.MapGroup("/finance/cash").WithTags("Finance");
        cash.MapGet("/open", Open).Needs("payments.cash.read").WithSummary("Money of doors that couriers have in hand")
            .Produces<Page<CashInHandView>>();
        cash.MapGet("/hand-ins", HandIns).Needs("payments.cash.read").WithSummary("What couriers and shops brought, newest first")
            .Produces<Page<CashHandInView>>();
        cash.MapPost("/hand-ins", HandIn).Needs("payments.cash.count").RequireIdempotencyKey()
            .WithSummary("Count money a courier, or a shop that delivers itself, brings").Produces<CreatedBody>(201);
        routes.MapGet("/courier/cash", Own).Needs("shipping.task.work").WithTags("Courier").WithSummary("Money of doors the courier has in hand")
            .Produces<CashInHandView>();
    }

    private static async Task<IResult> Open(PageQuery page, IQuery<ListOpenCash, Page<CashInHandView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListOpenCash(page.Request), ct));

    private static async Task<IResult> HandIns(
        Guid? courierId, PageQuery page, IQuery<ListCashHandIns, Page<CashHandInView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListCashHandIns(courierId is { } c ? new CourierId(c) : null, page.Request), ct));

    private static async Task<IResult> HandIn(
        HandInBody body, Caller caller, IUseCase<HandInCash, CashHandInId> handIn, CancellationToken ct)
    {
        var request = new HandInCash(
            body.CourierId is { } c ? new CourierId(c) : null, body.ShopId is { } s ? new ShopId(s) : null, body.Amount, body.Receipt,
            body.Into, caller.User!.Value);
        return Answer.Created(await handIn.Handle(request, ct), _ => "/api/v1/finance/cash/hand-ins", id => new CreatedBody(id.Value));
    }

    private static async Task<IResult> Own(Caller caller, IQuery<GetCashInHand, CashInHandView> get, CancellationToken ct) =>
        Answer.Ok(await get.Handle(new GetCashInHand(new CourierId(caller.User!.Value.Value)), ct));

    /// <summary>Who brings how much: a courier or a shop; <c>TILL</c>, or <c>BANK</c> for transfers and terminals.</summary>
    public sealed record HandInBody(Money Amount, string Receipt, Guid? CourierId = null, Guid? ShopId = null, string Into = "TILL");

    /// <summary>The hand-in that was booked.</summary>
    public sealed record CreatedBody(Guid Id);
}
