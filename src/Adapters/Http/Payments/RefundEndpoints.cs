using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Payments;

/// <summary>Giving money back: sellers their own, support and finance within their limits.</summary>
public sealed class RefundEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var refunds = routes.MapGroup("/refunds").WithTags("Refunds");
        refunds.MapPost("", Request).Needs("payments.refund.request").RequireIdempotencyKey().WithSummary("Ask for a refund")
            .Produces<CreatedBody>(201);
        refunds.MapGet("", List).Needs("payments.refund.read").WithSummary("Refunds, newest first")
            .Produces<Page<RefundView>>();
        refunds.MapGet("/{id:guid}", Get).Needs("payments.refund.read").WithSummary("One refund")
            .Produces<RefundView>();
        refunds.MapPost("/{id:guid}/approve", Approve).Needs("payments.refund.approve").RequireFreshSignIn().RequireIdempotencyKey().WithSummary("Agree to a refund")
            .Produces(204);
        refunds.MapPost("/{id:guid}/reject", Reject).Needs("payments.refund.approve").RequireIdempotencyKey().WithSummary("Refuse a refund")
            .Produces(204);
        refunds.MapPost("/{id:guid}/retry", Retry).Needs("payments.refund.settle").RequireIdempotencyKey().WithSummary("Send a refund again")
            .Produces(204);
        refunds.MapPost("/{id:guid}/mark-paid", MarkPaid).Needs("payments.refund.settle").RequireFreshSignIn().RequireIdempotencyKey()
            .WithSummary("Paid by bank transfer or by hand")
            .Produces(204);
    }

    private static async Task<IResult> Request(
        RefundBody body, Caller caller, IUseCase<RequestRefund, RefundId> request, CancellationToken ct)
    {
        var lines = (body.Lines ?? []).Select(l => new RefundLineRequest(l.Line, l.Quantity, l.Amount)).ToList();
        var asked = await request.Handle(
            new RequestRefund(new SellerOrderId(body.SellerOrderId), lines, body.Reason, caller.User!.Value, RoleOf(caller), caller.Shop), ct);
        return Answer.Created(asked, r => $"/api/v1/refunds/{r}", r => new CreatedBody(r.Value));
    }

    private static async Task<IResult> List(
        Guid? orderId, string? status, PageQuery page, Caller caller, IQuery<ListRefunds, Page<RefundView>> list, CancellationToken ct)
    {
        var statuses = (status ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Answer.Ok(await list.Handle(
            new ListRefunds(ShopOf(caller), orderId is { } o ? new OrderId(o) : null, statuses, page.Request), ct));
    }

    private static async Task<IResult> Get(Guid id, Caller caller, IQuery<GetRefund, RefundView> get, CancellationToken ct) =>
        Answer.Tagged(await get.Handle(new GetRefund(new RefundId(id), ShopOf(caller)), ct));

    private static async Task<IResult> Approve(Guid id, Caller caller, IUseCase<ApproveRefund, Unit> approve, CancellationToken ct) =>
        Answer.NoContent(await approve.Handle(new ApproveRefund(new RefundId(id), caller.User!.Value, RoleOf(caller)), ct));

    private static async Task<IResult> Reject(Guid id, ReasonBody body, IUseCase<RejectRefund, Unit> reject, CancellationToken ct) =>
        Answer.NoContent(await reject.Handle(new RejectRefund(new RefundId(id), body.Reason), ct));

    private static async Task<IResult> Retry(Guid id, IUseCase<RetryRefund, Unit> retry, CancellationToken ct) =>
        Answer.NoContent(await retry.Handle(new RetryRefund(new RefundId(id)), ct));

    private static async Task<IResult> MarkPaid(Guid id, PaidBody body, IUseCase<MarkRefundPaid, Unit> markPaid, CancellationToken ct) =>
        Answer.NoContent(await markPaid.Handle(new MarkRefundPaid(new RefundId(id), body.Reference, body.FromTill), ct));

    // The strongest role counts: somebody of finance who also sells acts for finance.
    private static string RoleOf(Caller caller) => caller.May("payments.refund.give") ? "finance" : caller.May("payments.refund.assist") ? "support" : "seller";

    // A seller without a shop sees nothing.
    private static ShopId? ShopOf(Caller caller) =>
        RoleOf(caller) == "seller" ? caller.Shop ?? new ShopId(Guid.Empty) : null;

    /// <summary>What to give back: units or amounts of lines; line 0 is delivery.</summary>
    public sealed record RefundBody(Guid SellerOrderId, IReadOnlyList<LineBody> Lines, string Reason);

    /// <summary>Units of a line, or an amount of it with quantity 0.</summary>
    public sealed record LineBody(int Line, int Quantity = 0, Money? Amount = null);

    /// <summary>Why not.</summary>
    public sealed record ReasonBody(string Reason);

    /// <summary>The bank's reference, or the number of the till's receipt when the buyer got cash.</summary>
    public sealed record PaidBody(string Reference, bool FromTill = false);

    /// <summary>The refund that was asked for.</summary>
    public sealed record CreatedBody(Guid Id);
}
