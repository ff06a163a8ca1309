using FluentValidation;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Orders;

/// <summary>The buyer, or support for the buyer, calls an order or one part of it off.</summary>
/// <param name="Buyer">Null when support acts.</param>
/// <param name="Reason">The buyer's words to the sellers that have to be asked.</param>
public sealed record CancelOrder(OrderId Order, UserId? Buyer, SellerOrderId? SellerOrder, string? Reason);

/// <summary>Input rules.</summary>
public sealed class CancelOrderValidator : AbstractValidator<CancelOrder>
{
    /// <summary>Writes the rules.</summary>
    public CancelOrderValidator() => RuleFor(r => r.Reason).MaximumLength(500);
}

/// <summary>All named parts or none; a part that is being sent is asked of its seller.</summary>
public sealed class CancelOrderHandler(IOrders orders, IMarketTerms market, TimeProvider clock)
    : IUseCase<CancelOrder, OrderProgressView>
{
    /// <inheritdoc/>
    public async Task<Result<OrderProgressView>> Handle(CancelOrder request, CancellationToken ct)
    {
        var order = await orders.Find(request.Order, ct);
        if (order is null || (request.Buyer is { } buyer && order.Buyer != buyer)) return OrderErrors.NotFound;

        var cancelled = order.CancelByBuyer(request.SellerOrder, market.Times(), clock.GetUtcNow(), request.Reason);
        return cancelled.Failed(out var refusal) ? refusal : OrderProgressView.Of(order);
    }
}

/// <summary>Where an order and its parts stand now.</summary>
public sealed record OrderProgressView(
    OrderId Id, string Number, string Status, string StatusCode, IReadOnlyList<OrderProgressView.Part> SellerOrders)
{
    internal static OrderProgressView Of(Order order) => new(
        order.Id, order.Number, OrderProgress.Text(order.Status), OrderProgress.Code(order.Status),
        [.. order.Parts.Select(p => new Part(
            p.Id, p.Shop, SellerOrderMachine.Text(p.State), CancelRequestView.Of(p.CancelRequest)))]);

    /// <summary>One seller's part.</summary>
    public sealed record Part(SellerOrderId Id, ShopId ShopId, string State, CancelRequestView? CancelRequest);
}

/// <summary>A buyer's wish to cancel a part that was being sent, and how it ended.</summary>
/// <param name="Answer"><c>OPEN</c>, <c>AGREED</c>, <c>REFUSED</c>, <c>LAPSED</c> or <c>OVERTAKEN</c>.</param>
/// <param name="Reason">The buyer's words.</param>
/// <param name="Note">The seller's words.</param>
public sealed record CancelRequestView(
    string Answer, DateTimeOffset AskedAt, DateTimeOffset AnswerBy, DateTimeOffset? AnsweredAt, string? Reason, string? Note)
{
    /// <summary>The view of a request; null when there is none.</summary>
    public static CancelRequestView? Of(CancelRequest? request) => request is null ? null : new CancelRequestView(
        request.Answer.ToString().ToUpperInvariant(), request.AskedAt, request.AnswerBy, request.AnsweredAt,
        request.Reason, request.Note);
}
