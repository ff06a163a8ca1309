using FluentValidation;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;

namespace Marketplace.Application.Payments;

/// <summary>Finance counts the money a courier, or a shop that delivers itself, took at doors and brings.</summary>
/// <param name="Courier">Who brings it; or the shop.</param>
/// <param name="Receipt">Number of the till's receipt or of the bank's transfer.</param>
/// <param name="Into"><c>TILL</c>, or <c>BANK</c> for transfers and what terminals took.</param>
public sealed record HandInCash(CourierId? Courier, ShopId? Shop, Money Amount, string Receipt, string Into, UserId By);

/// <summary>Shape of a hand-in.</summary>
public sealed class HandInCashValidator : AbstractValidator<HandInCash>
{
    /// <summary>Rules.</summary>
    public HandInCashValidator()
    {
        RuleFor(r => r.Courier).Must((r, courier) => (courier is null) != (r.Shop is null)).WithErrorCode("courier-or-shop")
            .WithMessage("Name a courier or a shop, one of them.").OverridePropertyName("courierId");
        RuleFor(r => r.Amount).Must(a => a.Minor > 0).WithErrorCode("positive").WithMessage("A positive amount.");
        RuleFor(r => r.Receipt).NotEmpty().MaximumLength(100).Must(r => r is null || !r.Any(char.IsControl)).WithErrorCode("control-characters");
        RuleFor(r => r.Into).Must(i => i is "TILL" or "BANK").WithErrorCode("unknown").WithMessage("TILL or BANK.");
    }
}

/// <summary>Books it; more than is owed and a receipt that was booked before are refused.</summary>
public sealed class HandInCashHandler(ICashHandIns handIns, ILedger ledger, TimeProvider clock) : IUseCase<HandInCash, CashHandInId>
{
    /// <inheritdoc/>
    public async Task<Result<CashHandInId>> Handle(HandInCash request, CancellationToken ct)
    {
        // Under the holder's lock, so that two clerks never count the same money.
        var holder = request.Courier is { } courier ? Account.Courier(courier) : Account.Receivable(request.Shop!.Value);
        var balances = await ledger.Lock([holder], request.Amount.Currency, ct);
        if (await handIns.Has(holder.Name, request.Receipt, ct)) return CashErrors.ReceiptUsed;

        var at = clock.GetUtcNow();
        var owed = balances.GetValueOrDefault(holder, Money.Zero(request.Amount.Currency));
        var receipt = new CashReceipt(request.Receipt, request.Into == "BANK", request.By);
        var counted = CashHandIn.Count(CashHandInId.New(at), holder, request.Amount, owed, receipt, at);
        if (counted.Failed(out var refusal, out var handIn)) return refusal;

        handIns.Add(handIn);
        ledger.Post(handIn.Booked());
        return handIn.Id;
    }
}
