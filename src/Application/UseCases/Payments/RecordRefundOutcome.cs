using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments;

namespace Marketplace.Application.Payments;

/// <summary>Takes what a provider said of a refund into our books; saying it again changes nothing.</summary>
public sealed record RecordRefundOutcome(RefundId Refund, RefundOutcome Outcome);

/// <summary>Posts money that went back, or plans the next try.</summary>
public sealed class RecordRefundOutcomeHandler(IRefunds refunds, IPayments payments, ILedger ledger, TimeProvider clock)
    : IUseCase<RecordRefundOutcome, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RecordRefundOutcome request, CancellationToken ct)
    {
        if (await refunds.Find(request.Refund, ct) is not { } refund) return RefundErrors.NotFound;

        var at = clock.GetUtcNow();
        switch (request.Outcome)
        {
            case RefundOutcome.Succeeded done when refund.Status != RefundStatus.Succeeded:
                return await Paid(refund, done.Reference, at, ct);
            case RefundOutcome.Failed failed:
                return refund.Fail(failed.ProviderCode, failed.Final, at).Failed(out var refusal) ? refusal : Unit.Value;
            case RefundOutcome.Unknown:
                refund.NoAnswer();
                return Unit.Value;
            default:
                return Unit.Value;
        }
    }

    private async Task<Result<Unit>> Paid(Refund refund, string reference, DateTimeOffset at, CancellationToken ct)
    {
        var payment = (await payments.Find(refund.Payment, ct))!;
        if (payment.Refund(refund.Amount, at).Failed(out var refusal)) return refusal;
        if (refund.Succeed(reference, at).Failed(out refusal)) return refusal;

        if (SettlementPostings.Refund(refund, payment.Provider, at) is { } posting) ledger.Post(posting);
        return Unit.Value;
    }
}
