using FluentValidation;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Orders;

/// <summary>A seller lets the goods come back.</summary>
public sealed record ApproveReturn(ReturnId Return, ShopId Shop);

/// <summary>Handles <see cref="ApproveReturn"/>.</summary>
public sealed class ApproveReturnHandler(IReturns returns, IMarketTerms market, TimeProvider clock)
    : IUseCase<ApproveReturn, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ApproveReturn request, CancellationToken ct)
    {
        var found = await returns.Find(request.Return, ct);
        if (found is null || found.Shop != request.Shop) return ReturnErrors.NotFound;

        var now = clock.GetUtcNow();
        return found.Approve(byTime: false, now + market.Current.Timers.ReturnShipment, now)
            .Failed(out var refusal) ? refusal : Unit.Value;
    }
}

/// <summary>Approves a return its seller did not decide in time.</summary>
public sealed class ApproveReturnByTimeHandler(IReturns returns, IMarketTerms market, TimeProvider clock)
    : IUseCase<ApproveReturnByTime, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ApproveReturnByTime request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await returns.Find(request.Return, ct) is { State: ReturnState.Requested } found && now >= found.DueBy)
            found.Approve(byTime: true, now + market.Current.Timers.ReturnShipment, now);
        return Unit.Value;
    }
}

/// <summary>A seller pays (all units, or these) without wanting the goods back.</summary>
public sealed record KeepReturnedGoods(ReturnId Return, ShopId Shop, IReadOnlyList<Units> Lines);

/// <summary>Checks the shape of the request.</summary>
public sealed class KeepReturnedGoodsValidator : AbstractValidator<KeepReturnedGoods>
{
    /// <summary>No gaps in the list.</summary>
    public KeepReturnedGoodsValidator() => RuleForEach(r => r.Lines).NotNull();
}

/// <summary>Handles <see cref="KeepReturnedGoods"/>.</summary>
public sealed class KeepReturnedGoodsHandler(IReturns returns, IOrders orders, TimeProvider clock)
    : IUseCase<KeepReturnedGoods, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(KeepReturnedGoods request, CancellationToken ct)
    {
        var found = await returns.Find(request.Return, ct);
        if (found is null || found.Shop != request.Shop) return ReturnErrors.NotFound;
        if ((await orders.Find(found.SellerOrder, ct))?.Part(found.SellerOrder) is not { } part)
            return OrderErrors.PartNotFound;

        IReadOnlyList<Units> lines = request.Lines.Count > 0
            ? request.Lines
            : [.. found.Lines.Select(l => new Units(l.Line, l.Quantity))];
        var delivery = ReturnPolicy.RefundsDelivery(found.Reason, part, lines);
        return found.KeepIt(lines, delivery, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}

/// <summary>A seller refuses a return; the buyer may open a dispute.</summary>
public sealed record RejectReturn(ReturnId Return, ShopId Shop, string Reason);

/// <summary>Checks the shape of the request.</summary>
public sealed class RejectReturnValidator : AbstractValidator<RejectReturn>
{
    /// <summary>A reason is given.</summary>
    public RejectReturnValidator() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(1000);
}

/// <summary>Handles <see cref="RejectReturn"/>.</summary>
public sealed class RejectReturnHandler(IReturns returns, IOrders orders, TimeProvider clock) : IUseCase<RejectReturn, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RejectReturn request, CancellationToken ct)
    {
        var found = await returns.Find(request.Return, ct);
        if (found is null || found.Shop != request.Shop) return ReturnErrors.NotFound;

        var now = clock.GetUtcNow();
        if (found.Reject(request.Reason, now).Failed(out var refusal)) return refusal;
        (await orders.Find(found.SellerOrder, ct))?.LiftHold(found.SellerOrder, ReturnHold.Of(found.Id), now);
        return Unit.Value;
    }
}
