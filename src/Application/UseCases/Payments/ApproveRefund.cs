using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Payments;

namespace Marketplace.Application.Payments;

/// <summary>Finance, or support within its limit, agrees to a requested refund.</summary>
public sealed record ApproveRefund(RefundId Refund, UserId By, string Role);

/// <summary>Approves; big refunds need a second person.</summary>
public sealed class ApproveRefundHandler(IRefunds refunds, ILedger ledger, IMarketTerms market, IPaymentTerms terms, TimeProvider clock)
    : IUseCase<ApproveRefund, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ApproveRefund request, CancellationToken ct)
    {
        var refund = await refunds.Find(request.Refund, ct);
        if (refund?.SellerOrder is not { } sellerOrder || await refunds.Case(sellerOrder, ct) is not { } about)
            return RefundErrors.NotFound;
        if (request.Role == "support" && refund.Amount.Minor > terms.Limits.Support) return RefundErrors.AboveLimit;
        if (refund.Amount.Minor > terms.Limits.OnePerson && refund.RequestedBy == request.By.ToString()) return RefundErrors.SecondPerson;

        var approved = await RefundApproval.Apply(
            refund, about, ledger, market.Current.Money.NegativeLimit, clock.GetUtcNow(), ct);
        return approved.Failed(out var refusal) ? refusal : Unit.Value;
    }
}
