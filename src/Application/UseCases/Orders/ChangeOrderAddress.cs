using FluentValidation;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog;
using Marketplace.Ports.Shipping;

namespace Marketplace.Application.Orders;

/// <summary>The buyer, or support, corrects where an order goes before a parcel is labelled.</summary>
/// <param name="Buyer">Null when support acts.</param>
public sealed record ChangeOrderAddress(OrderId Order, UserId? Buyer, Address Address);

/// <summary>Input rules.</summary>
public sealed class ChangeOrderAddressValidator : AbstractValidator<ChangeOrderAddress>
{
    /// <summary>Writes the rules.</summary>
    public ChangeOrderAddressValidator() => RuleFor(r => r.Address).NotNull().SetValidator(new ShipToRules());
}

/// <summary>Allowed where the chosen delivery serves the new address for the agreed price: prices are frozen.</summary>
public sealed class ChangeOrderAddressHandler(IOrders orders, IDeliveryQuotes deliveries, TimeProvider clock)
    : IUseCase<ChangeOrderAddress, OrderProgressView>
{
    /// <inheritdoc/>
    public async Task<Result<OrderProgressView>> Handle(ChangeOrderAddress request, CancellationToken ct)
    {
        var order = await orders.Find(request.Order, ct);
        if (order is null || (request.Buyer is { } buyer && order.Buyer != buyer)) return OrderErrors.NotFound;
        if (order.ChangeAddress(request.Address, clock.GetUtcNow()).Failed(out var refusal)) return refusal;

        var live = order.Parts.Where(p => p.Goods.Any(l => l.Live > 0) && p.State < SellerOrderState.Shipped).ToList();
        var options = await deliveries.For([.. live.Select(p => Question(p, request.Address))], ct);
        var served = live.Zip(options)
            .All(p => p.Second.Any(o => o.Code == p.First.Delivery.Code && o.Price <= p.First.Delivery.Price));
        return served ? OrderProgressView.Of(order) : OrderErrors.AddressCostsMore;
    }

    private static DeliveryQuestion Question(SellerOrder part, Address to) => new(
        part.Shop, to,
        [.. part.Goods.Where(l => l.Live > 0).Select(l => new DeliveryItem(
            new ParcelSize(l.Size.WeightGrams, l.Size.LengthMm, l.Size.WidthMm, l.Size.HeightMm), l.Live))],
        Money.Sum(part.Goods.Select(l => l.UnitPrice * l.Live), part.Total.Currency));
}
