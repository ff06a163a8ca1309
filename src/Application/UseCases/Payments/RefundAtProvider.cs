using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Sends an approved refund to the payment's provider; pauses between tries are the refund saga's.</summary>
public sealed class RefundAtProviderErrand(
    IPaymentFacts facts, IProviders<IPaymentGateway> gateways, IUseCase<RecordRefundOutcome, Unit> record) : IErrand<RefundAtProvider>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(RefundAtProvider command, CancellationToken ct)
    {
        if (await facts.Of(command.Refund, ct) is not { Status: "PROCESSING" } refund) return Result.Ok;

        var recorded = await record.Handle(new RecordRefundOutcome(refund.Id, await Send(refund, ct)), ct);
        return recorded.Failed(out var refusal) ? refusal : Result.Ok;
    }

    private async Task<RefundOutcome> Send(RefundFacts refund, CancellationToken ct)
    {
        if (refund.Amount.IsZero) return new RefundOutcome.Succeeded("nothing-to-send");
        if (refund.Reference is not { } reference) return new RefundOutcome.Failed("payment-without-reference", Final: true);
        if (gateways.Find(refund.Provider) is not { } gateway) return new RefundOutcome.Failed("provider-not-enabled", Final: false);

        return await gateway.Refund(new RefundRequest(refund.Id, refund.Payment, reference, refund.Amount, refund.Key), ct);
    }
}
