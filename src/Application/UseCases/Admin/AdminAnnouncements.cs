using Marketplace.Domain.Admin;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Admin.Messages;
using Marketplace.Ports.Identity.Messages;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Admin;

/// <summary>What Admin tells others.</summary>
public sealed class AdminAnnouncements : IAnnouncements
{
    /// <inheritdoc/>
    public IEnumerable<IMessage> Of(IDomainEvent happened) => happened switch
    {
        ApprovalProposed e => [new ApprovalAsked(e.Approval, e.Kind, e.By)],
        ApprovalAgreed e => [CarryOut(e), new ApprovalAnswered(e.Approval, e.Kind, e.By, "granted", "")],
        ApprovalEnded e => [new ApprovalAnswered(e.Approval, e.Kind, e.By, e.Status.ToString().ToLowerInvariant(), e.Reason)],
        _ => [],
    };

    // A kind is a permission; its first word is the context that carries it out.
    private static IMessage CarryOut(ApprovalAgreed e) => e.Kind.Split('.')[0] switch
    {
        "identity" => new CarryOutRoleApproval(e.Approval, e.Kind, e.Payload, e.By),
        "payments" => new CarryOutMoneyApproval(e.Approval, e.Kind, e.Payload, e.By),
        _ => throw new InvalidOperationException($"Nobody carries out {e.Kind}."),
    };
}
