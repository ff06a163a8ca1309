using FluentValidation;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Orders;

/// <summary>Support found out that goods whose carrier was silent did arrive, whatever the buyer said.</summary>
public sealed record SettleArrival(SellerOrderId SellerOrder, string Reason);

/// <summary>Input rules.</summary>
public sealed class SettleArrivalValidator : AbstractValidator<SettleArrival>
{
    /// <summary>Writes the rules.</summary>
    public SettleArrivalValidator() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(500);
}

/// <summary>The hold ends and the buyer's time to object runs. Goods that are lost are declared lost at their parcel.</summary>
public sealed class SettleArrivalHandler(IOrders orders, IMarketTerms market, TimeProvider clock)
    : IUseCase<SettleArrival, SellerOrderProgress>
{
    /// <inheritdoc/>
    public async Task<Result<SellerOrderProgress>> Handle(SettleArrival request, CancellationToken ct)
    {
        if (await orders.Find(request.SellerOrder, ct) is not { } order) return OrderErrors.PartNotFound;

        var settled = order.SettleArrival(request.SellerOrder, request.Reason, market.Times(), clock.GetUtcNow());
        return settled.Failed(out var refusal)
            ? refusal : SellerOrderProgress.Of(order, order.Part(request.SellerOrder)!);
    }
}
