using FluentValidation;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>The seller declines lines of a new part, or all of it.</summary>
/// <param name="Lines">Null for all.</param>
/// <param name="Reason"><c>shortage</c> sets the stock to zero; <c>damaged</c>, <c>price_error</c>, <c>cannot_deliver</c>,
/// <c>other</c> restock.</param>
public sealed record DeclineSellerOrder(
    SellerOrderId SellerOrder, ShopId Shop, IReadOnlyList<DeclineSellerOrder.Line>? Lines, string Reason)
{
    /// <summary>Units of a line.</summary>
    public sealed record Line(int Number, int Quantity);
}

/// <summary>Input rules.</summary>
public sealed class DeclineSellerOrderValidator : AbstractValidator<DeclineSellerOrder>
{
    private static readonly string[] Reasons = ["shortage", "damaged", "price_error", "cannot_deliver", "other"];

    /// <summary>Writes the rules.</summary>
    public DeclineSellerOrderValidator()
    {
        RuleFor(r => r.Reason).Must(r => Reasons.Contains(r)).WithErrorCode("reason-unknown")
            .WithMessage($"One of {string.Join(", ", Reasons)}.");
        RuleFor(r => r.Lines!.Count).InclusiveBetween(1, Cart.MaxLines).When(r => r.Lines is not null)
            .OverridePropertyName("lines");
    }
}

/// <summary>The declined units are paid back; the rest lives on.</summary>
public sealed class DeclineSellerOrderHandler(IOrders orders, TimeProvider clock)
    : IUseCase<DeclineSellerOrder, SellerOrderProgress>
{
    /// <inheritdoc/>
    public async Task<Result<SellerOrderProgress>> Handle(DeclineSellerOrder request, CancellationToken ct)
    {
        var order = await orders.Find(request.SellerOrder, ct);
        if (order?.Part(request.SellerOrder) is not { } part || part.Shop != request.Shop) return OrderErrors.PartNotFound;

        var now = clock.GetUtcNow();
        var lines = request.Lines?.Select(l => new Units(l.Number, l.Quantity)).ToList();
        if (order.Decline(part.Id, lines, request.Reason, Guid.CreateVersion7(now), now).Failed(out var refusal))
            return refusal;
        return SellerOrderProgress.Of(order, part);
    }
}

/// <summary>Where a seller's part stands now.</summary>
public sealed record SellerOrderProgress(
    SellerOrderId Id, OrderId OrderId, string Number, string State, DateTimeOffset? AcceptBy, DateTimeOffset? ShipBy)
{
    internal static SellerOrderProgress Of(Order order, SellerOrder part) =>
        new(part.Id, order.Id, order.Number, SellerOrderMachine.Text(part.State), part.AcceptBy, part.ShipBy);
}
