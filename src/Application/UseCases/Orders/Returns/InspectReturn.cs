using FluentValidation;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Orders.Messages;

namespace Marketplace.Application.Orders;

/// <summary>A seller has the goods; the inspection time begins.</summary>
public sealed record ReceiveReturn(ReturnId Return, ShopId Shop);

/// <summary>Handles <see cref="ReceiveReturn"/>.</summary>
public sealed class ReceiveReturnHandler(IReturns returns, IMarketTerms market, TimeProvider clock)
    : IUseCase<ReceiveReturn, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ReceiveReturn request, CancellationToken ct)
    {
        var found = await returns.Find(request.Return, ct);
        if (found is null || found.Shop != request.Shop) return ReturnErrors.NotFound;

        var now = clock.GetUtcNow();
        return found.Receive(byTime: false, now + market.Current.Timers.ReturnInspection, now)
            .Failed(out var refusal) ? refusal : Unit.Value;
    }
}

/// <summary>Lets the inspection time of sent goods begin without the seller's word.</summary>
public sealed class ReceiveReturnByTimeHandler(IReturns returns, IMarketTerms market, TimeProvider clock)
    : IUseCase<ReceiveReturnByTime, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ReceiveReturnByTime request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await returns.Find(request.Return, ct) is { State: ReturnState.InTransit } found && now >= found.DueBy)
            found.Receive(byTime: true, now + market.Current.Timers.ReturnInspection, now);
        return Unit.Value;
    }
}

/// <summary>A seller accepts units after looking at them; those not named are not paid for.</summary>
/// <param name="Lines">Empty: everything goes back on the shelf.</param>
public sealed record InspectReturn(ReturnId Return, ShopId Shop, IReadOnlyList<InspectedUnits> Lines);

/// <summary>Units of a line and what becomes of them: <c>RESTOCK</c> or <c>WRITE_OFF</c>.</summary>
public sealed record InspectedUnits(int Line, int Quantity, StockFate Fate);

/// <summary>Checks the shape of the request.</summary>
public sealed class InspectReturnValidator : AbstractValidator<InspectReturn>
{
    /// <summary>Units have a fate.</summary>
    public InspectReturnValidator() => RuleForEach(r => r.Lines).NotNull().ChildRules(line =>
    {
        line.RuleFor(l => l.Quantity).InclusiveBetween(1, 1_000_000);
        line.RuleFor(l => l.Fate).Must(f => f is StockFate.Restock or StockFate.WriteOff).WithErrorCode("Fate")
            .WithMessage("RESTOCK or WRITE_OFF.");
    });
}

/// <summary>Handles <see cref="InspectReturn"/>.</summary>
public sealed class InspectReturnHandler(IReturns returns, IOrders orders, TimeProvider clock)
    : IUseCase<InspectReturn, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(InspectReturn request, CancellationToken ct)
    {
        var found = await returns.Find(request.Return, ct);
        if (found is null || found.Shop != request.Shop) return ReturnErrors.NotFound;
        if ((await orders.Find(found.SellerOrder, ct))?.Part(found.SellerOrder) is not { } part)
            return OrderErrors.PartNotFound;

        IReadOnlyList<AcceptedUnits> accepted = request.Lines.Count > 0
            ? [.. request.Lines.Select(l => new AcceptedUnits(l.Line, null, l.Quantity, l.Fate))]
            : [.. found.Lines.Select(l => new AcceptedUnits(l.Line, l.Offer, l.Quantity, StockFate.Restock))];
        var delivery = ReturnPolicy.RefundsDelivery(
            found.Reason, part, [.. accepted.Select(u => new Units(u.Line, u.Quantity))]);
        return found.Accept(accepted, delivery, byTime: false, clock.GetUtcNow()).Failed(out var refusal)
            ? refusal
            : Unit.Value;
    }
}

/// <summary>Accepts everything a seller did not inspect in time.</summary>
public sealed class AcceptReturnByTimeHandler(IReturns returns, IOrders orders, TimeProvider clock)
    : IUseCase<AcceptReturnByTime, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(AcceptReturnByTime request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await returns.Find(request.Return, ct) is not { State: ReturnState.Received } found || now < found.DueBy)
            return Unit.Value;
        if ((await orders.Find(found.SellerOrder, ct))?.Part(found.SellerOrder) is not { } part)
            return OrderErrors.PartNotFound;

        var fate = ReturnPolicy.Uninspected(found.Reason);
        var delivery = ReturnPolicy.RefundsDelivery(
            found.Reason, part, [.. found.Lines.Select(l => new Units(l.Line, l.Quantity))]);
        found.Accept(
            [.. found.Lines.Select(l => new AcceptedUnits(l.Line, l.Offer, l.Quantity, fate))], delivery, byTime: true,
            now);
        return Unit.Value;
    }
}

/// <summary>A seller contests the condition of received goods; the money stays held until an arbiter decides.</summary>
public sealed record ContestReturn(ReturnId Return, ShopId Shop, string Reason);

/// <summary>Checks the shape of the request.</summary>
public sealed class ContestReturnValidator : AbstractValidator<ContestReturn>
{
    /// <summary>A reason is given.</summary>
    public ContestReturnValidator() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(1000);
}

/// <summary>Handles <see cref="ContestReturn"/>.</summary>
public sealed class ContestReturnHandler(IReturns returns, TimeProvider clock) : IUseCase<ContestReturn, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ContestReturn request, CancellationToken ct)
    {
        var found = await returns.Find(request.Return, ct);
        if (found is null || found.Shop != request.Shop) return ReturnErrors.NotFound;

        return found.Contest(request.Reason, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
