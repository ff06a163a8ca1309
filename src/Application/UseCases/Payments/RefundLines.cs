using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Units of a seller order go back by the system's own rules (decline, cancellation, return): approved at once.</summary>
public sealed class RefundLinesHandler(IRefunds refunds, ILedger ledger, IMarketTerms market, TimeProvider clock)
    : IUseCase<RefundLines, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RefundLines request, CancellationToken ct)
    {
        if (await refunds.ByCause(request.Cause, request.SellerOrder, ct) is not null) return Unit.Value;

        // Nothing covered the order: there is nothing to give back, and money that still comes is late money.
        if (await refunds.Case(request.SellerOrder, ct) is not { } about) return Unit.Value;

        var at = clock.GetUtcNow();
        var settlement = about.Parts.Single(p => p.Id == request.SellerOrder);
        IReadOnlyList<RefundedUnits> units = [.. request.Lines.Select(l => new RefundedUnits(l.Line, l.Offer, l.Quantity))];

        // Paid at the door and not paid yet: the buyer simply owes less, no refund is made of it.
        if (settlement.AwaitsCash)
            return CashOnDelivery.CallOff(about.Payment, about.Parts, settlement, request.Cause, units, at).Failed(out var early)
                ? early
                : Unit.Value;

        var wish = new RefundWish(units, request.Reason, "system", request.Cause);
        var refund = Refund.Request(RefundId.New(at), about.Collection, settlement, wish, settlement.Preview(units).Total.BuyerPays, at);
        refunds.Add(refund);

        // While the bank decides the refund waits; finance approves it afterwards.
        if (about.Payment.Chargeback == ChargebackStatus.Open) return Unit.Value;

        var approved = await RefundApproval.Apply(refund, about, ledger, market.Current.Money.NegativeLimit, at, ct);
        return approved.Failed(out var refusal) ? refusal : Unit.Value;
    }
}
