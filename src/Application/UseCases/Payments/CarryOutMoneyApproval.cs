using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>A second person agreed: the request is carried out by its normal use case, once, in the name of who proposed it.</summary>
public sealed class CarryOutMoneyApprovalErrand(
    IUseCase<DecidePayout, Decided> payout, IUseCase<CreateFeeRule, FeeRuleAdded> fee,
    IUseCase<LetPlatformBearChargeback, Decided> chargeback, IFourEyes eyes, Invocation run) : IErrand<CarryOutMoneyApproval>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(CarryOutMoneyApproval command, CancellationToken ct)
    {
        (run.Actor, run.Action) = (command.By.ToString(), $"approval {command.Approval}");
        var refusal = await CarryOut(command, ct);
        return refusal is { Kind: ErrorKind.Unavailable } ? refusal : await eyes.Close(command.Approval, refusal?.Code, ct);
    }

    private async Task<Error?> CarryOut(CarryOutMoneyApproval command, CancellationToken ct)
    {
        var (payload, approval) = (command.Payload, command.Approval);
        return command.Kind switch
        {
            "payments.payout.approve" => Refusal(
                await payout.Handle(ApprovalPayload.Read<DecidePayout>(payload) with { Approval = approval }, ct)),
            "payments.fee.change" => Refusal(
                await fee.Handle(ApprovalPayload.Read<CreateFeeRule>(payload) with { Approval = approval }, ct)),
            _ => Refusal(
                await chargeback.Handle(ApprovalPayload.Read<LetPlatformBearChargeback>(payload) with { Approval = approval }, ct)),
        };
    }

    private static Error? Refusal<T>(Result<T> result) => result.Failed(out var refusal) ? refusal : null;
}
