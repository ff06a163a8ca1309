using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Finance does not wait for the next try of a refund.</summary>
public sealed record RetryRefund(RefundId Refund);

/// <summary>Sends a refund to its provider again.</summary>
public sealed class RetryRefundHandler(IRefunds refunds, TimeProvider clock) : IUseCase<RetryRefund, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RetryRefund request, CancellationToken ct)
    {
        if (await refunds.Find(request.Refund, ct) is not { } refund) return RefundErrors.NotFound;

        return refund.Retry(clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}

/// <summary>The pause between two tries is over.</summary>
public sealed class ResendRefundHandler(IRefunds refunds, TimeProvider clock) : IUseCase<ResendRefund, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ResendRefund request, CancellationToken ct)
    {
        if (await refunds.Find(request.Refund, ct) is not { Status: RefundStatus.Failed or RefundStatus.Processing } refund) return Unit.Value;

        return refund.Retry(clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
