using Marketplace.Domain.Admin;
using Marketplace.Kernel;

namespace Marketplace.Application.Admin;

/// <summary>What was agreed to is done, or was refused.</summary>
/// <param name="Refusal">Code of the refusal; null when it is done.</param>
public sealed record CloseApproval(ApprovalId Approval, string? Refusal);

/// <summary>Writes the end down.</summary>
public sealed class CloseApprovalHandler(IApprovals approvals, TimeProvider clock) : IUseCase<CloseApproval, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(CloseApproval request, CancellationToken ct)
    {
        if (await approvals.Find(request.Approval, ct) is not { } approval) return ApprovalErrors.NotFound;
        return approval.Close(request.Refusal, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
