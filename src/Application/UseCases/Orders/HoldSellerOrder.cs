using FluentValidation;
using Marketplace.Domain.Orders;
using Marketplace.Kernel;

namespace Marketplace.Application.Orders;

/// <summary>Support or finance stops the release of a part's money, or lets it go on.</summary>
/// <param name="Hold"><c>manual</c>, <c>risk</c> or <c>kyc</c>; returns and disputes put on and lift their own.</param>
public sealed record HoldSellerOrder(SellerOrderId SellerOrder, string Hold, bool On, string Reason);

/// <summary>Input rules.</summary>
public sealed class HoldSellerOrderValidator : AbstractValidator<HoldSellerOrder>
{
    private static readonly string[] Kinds = ["manual", "risk", "kyc"];

    /// <summary>Writes the rules.</summary>
    public HoldSellerOrderValidator()
    {
        RuleFor(r => r.Hold).Must(k => Kinds.Contains(k)).WithErrorCode("hold-unknown")
            .WithMessage($"One of {string.Join(", ", Kinds)}.");
        RuleFor(r => r.Reason).NotEmpty().MaximumLength(500);
    }
}

/// <summary>Holds stop the release, never logistics; every change is in the history with its reason.</summary>
public sealed class HoldSellerOrderHandler(IOrders orders, TimeProvider clock) : IUseCase<HoldSellerOrder, SellerOrderHolds>
{
    /// <inheritdoc/>
    public async Task<Result<SellerOrderHolds>> Handle(HoldSellerOrder request, CancellationToken ct)
    {
        if (await orders.Find(request.SellerOrder, ct) is not { } order) return OrderErrors.PartNotFound;

        var now = clock.GetUtcNow();
        var changed = request.On
            ? order.PutHold(request.SellerOrder, new Hold(request.Hold, Guid.CreateVersion7(now)), now, request.Reason)
            : order.LiftHolds(request.SellerOrder, request.Hold, request.Reason, now);
        if (changed.Failed(out var refusal)) return refusal;

        var part = order.Part(request.SellerOrder)!;
        return new SellerOrderHolds(part.Id, SellerOrderMachine.Text(part.State), [.. part.Holds.Select(h => h.Kind)]);
    }
}

/// <summary>What stops the release of a part's money now.</summary>
public sealed record SellerOrderHolds(SellerOrderId Id, string State, IReadOnlyList<string> Holds);
