using FluentValidation;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;

namespace Marketplace.Application.Payments;

/// <summary>Support or finance refuses a requested refund, with a reason the asker sees.</summary>
public sealed record RejectRefund(RefundId Refund, string Reason);

/// <summary>Shape of a rejection.</summary>
public sealed class RejectRefundValidator : AbstractValidator<RejectRefund>
{
    /// <summary>Rules.</summary>
    public RejectRefundValidator() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(300);
}

/// <summary>Rejects.</summary>
public sealed class RejectRefundHandler(IRefunds refunds, TimeProvider clock) : IUseCase<RejectRefund, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RejectRefund request, CancellationToken ct)
    {
        if (await refunds.Find(request.Refund, ct) is not { } refund) return RefundErrors.NotFound;

        return refund.Reject(request.Reason, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
