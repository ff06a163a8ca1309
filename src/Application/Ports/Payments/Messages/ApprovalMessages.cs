using Marketplace.Kernel;

namespace Marketplace.Ports.Payments.Messages;

/// <summary>Errand: a second person agreed to what was proposed about money.</summary>
/// <param name="Kind">Which request the payload is.</param>
[Message("payments.carry-out-approval")]
public sealed record CarryOutMoneyApproval(ApprovalId Approval, string Kind, string Payload, UserId By) : ICommand
{
    /// <inheritdoc/>
    public Guid Subject => Approval.Value;
}
