using Marketplace.Domain.Admin;
using Marketplace.Kernel;
using Marketplace.Ports.Admin.Messages;

namespace Marketplace.Application.Admin;

/// <summary>Proposals nobody answered are over; their proposers hear of it.</summary>
public sealed class ExpireApprovalsWhenDayOpened(IApprovals approvals, TimeProvider clock) : IReaction<DayOpened>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(DayOpened happened, CancellationToken ct)
    {
        var at = clock.GetUtcNow();
        foreach (var approval in await approvals.Overdue(at, ct)) approval.Expire(at);
        return Result.Ok;
    }
}
