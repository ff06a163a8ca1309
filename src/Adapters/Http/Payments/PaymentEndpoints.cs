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
    private static readonly string[] Staff = ["support", "finance", "admin"];

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
        var view = await PaymentWait.For(
            PaymentWait.Wanted(request), order, () => get.Handle(new GetOrderPayment(order, owner), ct), after, bell, ct);
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
        owner = caller.IsAny(Staff) || !caller.CanBuy ? null : caller.Buyer;
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

/// <summary>Answers a waiting client as soon as a payment has news, without holding anything but the connection.</summary>
internal static class PaymentWait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private const int Most = 10;

    /// <summary>Seconds the client is ready to wait (RFC 7240 <c>Prefer: wait=N</c>), at most ten.</summary>
    public static TimeSpan Wanted(HttpRequest request)
    {
        foreach (var part in request.Headers["Prefer"].ToString().Split(',', ';'))
        {
            if (part.Trim().Split('=') is ["wait", var text] && int.TryParse(text, out var seconds))
                return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, Most));
        }

        return TimeSpan.Zero;
    }

    /// <summary>Reads until the payment is settled (or differs from a state the client knows), or the time is over.</summary>
    public static async Task<Result<OrderPaymentView>> For(
        TimeSpan atMost, OrderId order, Func<Task<Result<OrderPaymentView>>> read, string? known, IPaymentBell bell, CancellationToken ct)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            // Not found may mean not yet: the order exists a moment before its payment does.
            var view = await read();
            var news = view.Succeeded(out var seen, out _) && (known is null ? seen.Payment.Settled : seen.Payment.Status != known);
            var left = atMost - TimeProvider.System.GetElapsedTime(started);
            if (news || left <= TimeSpan.Zero) return view;
            await bell.Listen(order, left < Pause ? left : Pause, ct);
        }
    }
}
