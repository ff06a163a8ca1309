using FluentValidation;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;

namespace Marketplace.Application.Payments;

/// <summary>Finance paid a refund by bank transfer because the provider would not.</summary>
/// <param name="Reference">The bank's reference.</param>
public sealed record MarkRefundPaid(RefundId Refund, string Reference);

/// <summary>Shape of a bank reference.</summary>
public sealed class MarkRefundPaidValidator : AbstractValidator<MarkRefundPaid>
{
    /// <summary>Rules.</summary>
    public MarkRefundPaidValidator() => RuleFor(r => r.Reference).NotEmpty().MaximumLength(100);
}

/// <summary>Books the transfer: the money left the bank account, not the provider's.</summary>
public sealed class MarkRefundPaidHandler(IRefunds refunds, IPayments payments, ILedger ledger, TimeProvider clock)
    : IUseCase<MarkRefundPaid, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(MarkRefundPaid request, CancellationToken ct)
    {
        if (await refunds.Find(request.Refund, ct) is not { } refund) return RefundErrors.NotFound;

        var at = clock.GetUtcNow();
        if (refund.MarkPaid(request.Reference, at).Failed(out var refusal)) return refusal;
        var payment = (await payments.Find(refund.Payment, ct))!;
        if (payment.Refund(refund.Amount, at).Failed(out refusal)) return refusal;

        if (SettlementPostings.Refund(refund, "bank", at) is { } posting) ledger.Post(posting);
        return Unit.Value;
    }
}
