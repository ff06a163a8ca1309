using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Identity.Messages;

namespace Marketplace.Application.Identity;

/// <summary>A second person agreed: the request is carried out by its normal use case, once, in the name of who proposed it.</summary>
public sealed class CarryOutRoleApprovalErrand(
    IUseCase<ChangeRole, Decided> change, IUseCase<DefineRole, Decided> define, IFourEyes eyes, Invocation run)
    : IErrand<CarryOutRoleApproval>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(CarryOutRoleApproval command, CancellationToken ct)
    {
        (run.Actor, run.Action) = (command.By.ToString(), $"approval {command.Approval}");
        var done = command.Kind == "identity.role.grant"
            ? await change.Handle(ApprovalPayload.Read<ChangeRole>(command.Payload) with { Approval = command.Approval }, ct)
            : await define.Handle(ApprovalPayload.Read<DefineRole>(command.Payload) with { Approval = command.Approval }, ct);
        if (done.Failed(out var refusal) && refusal.Kind == ErrorKind.Unavailable) return refusal;
        return await eyes.Close(command.Approval, refusal?.Code, ct);
    }
}
