using FluentValidation;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Orders;

/// <summary>A buyer dropped the goods off.</summary>
public sealed record SendReturn(ReturnId Return, UserId Buyer, string? Carrier, string? TrackingNumber);

/// <summary>Checks the shape of the request.</summary>
public sealed class SendReturnValidator : AbstractValidator<SendReturn>
{
    /// <summary>Names are short.</summary>
    public SendReturnValidator()
    {
        RuleFor(r => r.Carrier).MaximumLength(100);
        RuleFor(r => r.TrackingNumber).MaximumLength(100);
    }
}

/// <summary>Handles <see cref="SendReturn"/>.</summary>
public sealed class SendReturnHandler(IReturns returns, IMarketTerms market, TimeProvider clock)
    : IUseCase<SendReturn, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(SendReturn request, CancellationToken ct)
    {
        var found = await returns.Find(request.Return, ct);
        if (found is null || found.Buyer != request.Buyer) return ReturnErrors.NotFound;

        // A seller cannot stall a return by never confirming that it came: it counts as arrived after the carriers'
        // silence.
        var now = clock.GetUtcNow();
        var parcel = new ReturnParcel(request.Carrier, request.TrackingNumber);
        return found.Ship(parcel, now + market.Current.Timers.CarrierSilence, now)
            .Failed(out var refusal) ? refusal : Unit.Value;
    }
}

/// <summary>Ends a return whose goods were not sent in time.</summary>
public sealed class ExpireReturnHandler(IReturns returns, IOrders orders, TimeProvider clock) : IUseCase<ExpireReturn, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ExpireReturn request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await returns.Find(request.Return, ct) is not { State: ReturnState.AwaitingShipment } found
            || now < found.DueBy) return Unit.Value;

        found.Expire(now);
        (await orders.Find(found.SellerOrder, ct))?.LiftHold(found.SellerOrder, ReturnHold.Of(found.Id), now);
        return Unit.Value;
    }
}

/// <summary>A buyer keeps the goods after all.</summary>
public sealed record CancelReturn(ReturnId Return, UserId Buyer);

/// <summary>Handles <see cref="CancelReturn"/>.</summary>
public sealed class CancelReturnHandler(IReturns returns, IOrders orders, TimeProvider clock) : IUseCase<CancelReturn, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(CancelReturn request, CancellationToken ct)
    {
        var found = await returns.Find(request.Return, ct);
        if (found is null || found.Buyer != request.Buyer) return ReturnErrors.NotFound;

        var now = clock.GetUtcNow();
        if (found.Cancel(now).Failed(out var refusal)) return refusal;
        (await orders.Find(found.SellerOrder, ct))?.LiftHold(found.SellerOrder, ReturnHold.Of(found.Id), now);
        return Unit.Value;
    }
}
