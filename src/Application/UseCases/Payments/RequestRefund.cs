using FluentValidation;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Payments;

namespace Marketplace.Application.Payments;

/// <summary>Units of a line, or an amount of it, somebody wants to give back.</summary>
public sealed record RefundLineRequest(int Line, int Quantity, Money? Amount);

/// <summary>A seller gives own money back, or support or finance does; above their limits another person approves.</summary>
/// <param name="By">Acting account.</param>
/// <param name="Role"><c>seller</c>, <c>support</c>, <c>finance</c> or <c>admin</c>.</param>
/// <param name="Shop">The seller's shop; only its own orders are seen.</param>
public sealed record RequestRefund(
    SellerOrderId SellerOrder, IReadOnlyList<RefundLineRequest> Lines, string Reason, UserId By, string Role, ShopId? Shop);

/// <summary>Shape of a refund request.</summary>
public sealed class RequestRefundValidator : AbstractValidator<RequestRefund>
{
    /// <summary>Rules.</summary>
    public RequestRefundValidator()
    {
        RuleFor(r => r.Reason).NotEmpty().MaximumLength(300);
        RuleFor(r => r.Lines).NotEmpty().Must(l => l.Count <= 200);
        RuleFor(r => r.Lines).Must(l => l.Select(x => x.Line).Distinct().Count() == l.Count).WithErrorCode("duplicate-line");
        RuleForEach(r => r.Lines).Must(l => l.Line >= 0 && (l.Amount is { } a ? a.Minor > 0 && l.Quantity == 0 : l.Quantity > 0))
            .WithErrorCode("units-or-amount").WithMessage("Name a positive quantity, or a positive amount with quantity 0.");
    }
}

/// <summary>Asks for a refund and approves it where the asker's word is enough.</summary>
public sealed class RequestRefundHandler(IRefunds refunds, ILedger ledger, IMarketTerms market, IPaymentTerms terms, TimeProvider clock)
    : IUseCase<RequestRefund, RefundId>
{
    /// <inheritdoc/>
    public async Task<Result<RefundId>> Handle(RequestRefund request, CancellationToken ct)
    {
        if (await refunds.Case(request.SellerOrder, ct) is not { } about) return RefundErrors.OrderNotFound;
        var settlement = about.Parts.Single(p => p.Id == request.SellerOrder);
        if (request.Role == "seller" && settlement.Shop != request.Shop) return RefundErrors.OrderNotFound;
        if (about.Payment.Chargeback == ChargebackStatus.Open) return PaymentErrors.Disputed(about.Payment.Id);

        if (settlement.AwaitsCash) return PaymentErrors.CashNotCollected;

        IReadOnlyList<RefundedUnits> units = [.. request.Lines.Select(l => new RefundedUnits(l.Line, null, l.Quantity, l.Amount))];
        if (RefundErrors.TooMuch(settlement, units) is { } tooMuch) return tooMuch;

        var at = clock.GetUtcNow();
        var estimate = settlement.Preview(units).Total.BuyerPays;
        var id = RefundId.New(at);
        var wish = new RefundWish(units, request.Reason, request.By.ToString(), id.Value);
        var refund = Refund.Request(id, about.Collection, settlement, wish, estimate, at);
        refunds.Add(refund);
        if (!IsEnough(request.Role, estimate.Minor)) return id;

        var approved = await RefundApproval.Apply(refund, about, ledger, market.Current.Money.NegativeLimit, at, ct);
        return approved.Failed(out var refusal) ? refusal : id;
    }

    private bool IsEnough(string role, long minor) => role switch
    {
        "seller" => true,
        "support" => minor <= terms.Limits.Support,
        _ => minor <= terms.Limits.OnePerson,
    };
}
