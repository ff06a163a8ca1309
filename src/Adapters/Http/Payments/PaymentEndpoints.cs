using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Payments;

/// <summary>Paying for an order: what to do next, other ways to pay, confirming and giving up.</summary>
public sealed class PaymentEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/orders/{id:guid}/payment", OfOrder).Anyone().WithTags("Payments")
            .WithSummary("How an order is being paid and what the buyer does next; Prefer: wait=N waits for news")
            .Produces<OrderPaymentView>();
        var payments = routes.MapGroup("/payments").WithTags("Payments");
        payments.MapGet("/methods", Methods).Anyone().WithSummary("Ways to pay").Produces<Page<PaymentMethodView>>();
        payments.MapPost("", Start).Anyone().RequireIdempotencyKey().WithSummary("Pay an order another way")
            .Produces<StartedBody>(201);
        payments.MapGet("/{id:guid}", Get).Anyone().WithSummary("One payment").Produces<PaymentView>();
        payments.MapPost("/{id:guid}/confirm", Confirm).Anyone().RequireIdempotencyKey().WithSummary("The buyer has confirmed; the provider is asked")
            .Produces<OrderBody>(202);
        payments.MapPost("/{id:guid}/cancel", Cancel).Anyone().WithSummary("Give one payment up").Produces<OrderBody>(202);
    }

    private static async Task<IResult> OfOrder(
        Guid id, string? after, HttpRequest request, Caller caller, IQuery<GetOrderPayment, OrderPaymentView> get, IPaymentBell bell,
        CancellationToken ct)
    {
        if (!TryOwner(caller, out var owner)) return NotSignedIn();
        var order = new OrderId(id);
        // Not found may mean not yet: the order exists a moment before its payment does.
        var view = await Waiting.For(
            request, () => get.Handle(new GetOrderPayment(order, owner), ct),
            seen => after is null ? seen.Payment.Settled : seen.Payment.Status != after, atMost => bell.Listen(order, atMost, ct));
        return Answer.Tagged(view);
    }

    private static async Task<IResult> Methods(IQuery<ListPaymentMethods, IReadOnlyList<PaymentMethodView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListPaymentMethods(), ct), methods => new Page<PaymentMethodView>(methods, null));

    private static async Task<IResult> Start(
        StartBody body, Caller caller, IUseCase<StartPayment, PaymentId> start, CancellationToken ct)
    {
        if (!caller.CanBuy) return NotSignedIn();
        var started = await start.Handle(
            new StartPayment(new OrderId(body.OrderId), caller.Buyer, body.Provider, body.Method, body.Token), ct);
        return Answer.Created(started, p => $"/api/v1/payments/{p}", p => new StartedBody(p.Value));
    }

    private static async Task<IResult> Get(Guid id, Caller caller, IQuery<GetPayment, PaymentView> get, CancellationToken ct) =>
        TryOwner(caller, out var owner) ? Answer.Tagged(await get.Handle(new GetPayment(new PaymentId(id), owner), ct)) : NotSignedIn();

    private static async Task<IResult> Confirm(
        Guid id, Caller caller, IUseCase<ConfirmPayment, OrderId> confirm, CancellationToken ct) => caller.CanBuy
        ? Answer.Accepted(await confirm.Handle(new ConfirmPayment(new PaymentId(id), caller.Buyer), ct), Location, o => new OrderBody(o.Value))
        : NotSignedIn();

    private static async Task<IResult> Cancel(
        Guid id, Caller caller, IUseCase<CancelPayment, OrderId> cancel, CancellationToken ct) => caller.CanBuy
        ? Answer.Accepted(await cancel.Handle(new CancelPayment(new PaymentId(id), caller.Buyer), ct), Location, o => new OrderBody(o.Value))
        : NotSignedIn();

    // Staff see every payment, buyers their own.
    private static bool TryOwner(Caller caller, out UserId? owner)
    {
        owner = caller.May("payments.payment.read") || !caller.CanBuy ? null : caller.Buyer;
        return caller.CanBuy;
    }

    private static string Location(OrderId order) => $"/api/v1/orders/{order}/payment";

    private static IResult NotSignedIn() =>
        Problem.Of(401, "sign-in-required", "Sign in, or send the X-Cart-Token the order was placed with.");

    /// <summary>Another way to pay an order.</summary>
    public sealed record StartBody(Guid OrderId, string Provider, string Method, string? Token = null);

    /// <summary>The payment that was started.</summary>
    public sealed record StartedBody(Guid Id);

    /// <summary>The order whose payment to look at.</summary>
    public sealed record OrderBody(Guid OrderId);
}
