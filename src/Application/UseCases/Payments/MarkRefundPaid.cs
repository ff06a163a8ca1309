using FluentValidation;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;

namespace Marketplace.Application.Payments;

/// <summary>Finance paid a refund itself, because the provider would not or because there is none.</summary>
/// <param name="Reference">The bank's reference, or the number of the till's receipt.</param>
/// <param name="FromTill">True when the buyer got cash.</param>
public sealed record MarkRefundPaid(RefundId Refund, string Reference, bool FromTill = false);

/// <summary>Shape of a bank reference.</summary>
public sealed class MarkRefundPaidValidator : AbstractValidator<MarkRefundPaid>
{
    /// <summary>Rules.</summary>
    public MarkRefundPaidValidator() => RuleFor(r => r.Reference).NotEmpty().MaximumLength(100);
}

/// <summary>Books it: the money left the bank account or the till, not the provider's account.</summary>
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

        if (SettlementPostings.Refund(refund, request.FromTill ? WayToPay.Cash : "bank", at) is { } posting) ledger.Post(posting);
        return Unit.Value;
    }
}
