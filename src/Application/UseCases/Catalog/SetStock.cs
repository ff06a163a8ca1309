using FluentValidation;
using Marketplace.Domain.Catalog;
using Marketplace.Kernel;
using Marketplace.Ports.Catalog.Messages;

namespace Marketplace.Application.Catalog;

/// <summary>A seller counted up to a thousand offers: units on hand become what was counted.</summary>
public sealed record SetStock(ShopId Shop, IReadOnlyList<Count> Counts);

/// <summary>How each count went, in the order asked.</summary>
public sealed record StockSet(IReadOnlyList<CountOutcome> Items);

/// <summary>One count: <c>OK</c> with the new state, or <c>ERROR</c> with a code.</summary>
public sealed record CountOutcome(
    int Index, string Status, OfferId? Offer, int? OnHand, int? Available, string? Code, string? Message);

/// <summary>Counts name an offer and are not negative.</summary>
public sealed class SetStockValidator : AbstractValidator<SetStock>
{
    /// <summary>The rules.</summary>
    public SetStockValidator()
    {
        RuleFor(r => r.Counts).Must(c => c.Count is > 0 and <= 1000).WithMessage("A batch has 1 to 1000 items.")
            .OverridePropertyName("items");
        RuleForEach(r => r.Counts)
            .Must(c => c.OnHand is >= 0 and <= 100_000_000).WithMessage("Units on hand are between 0 and 100000000.")
            .Must(c => c.Offer is null != c.Sku is null).WithMessage("An item names an offer by offerId or by sku.")
            .OverridePropertyName("items");
    }
}

/// <summary>Writes all counts in one statement; foreign and unknown offers are reported, the rest is stored.</summary>
public sealed class SetStockHandler(IStockItems stock, IOutbox outbox, TimeProvider clock) : IUseCase<SetStock, StockSet>
{
    /// <inheritdoc/>
    public async Task<Result<StockSet>> Handle(SetStock request, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        var counted = await stock.Set(request.Shop, request.Counts, Guid.CreateVersion7(at), at, ct);

        foreach (var change in counted.Where(c => c.Accepted && c.Before != c.After).DistinctBy(c => c.Offer))
            outbox.Send(new StockChanged(change.Offer!.Value, request.Shop, change.Before, change.After));
        return new StockSet([.. counted.Select(Outcome)]);
    }

    private static CountOutcome Outcome(Counted counted, int index)
    {
        if (counted.Offer is not { } offer)
            return new CountOutcome(index, "ERROR", null, null, null, "offer-not-found", "There is no such offer.");
        if (!counted.Accepted)
        {
            return new CountOutcome(
                index, "ERROR", offer, counted.Before + counted.Reserved, counted.Before, "stock-below-reserved",
                $"{counted.Reserved} units are held for orders.");
        }

        return new CountOutcome(index, "OK", offer, counted.After + counted.Reserved, counted.After, null, null);
    }
}
