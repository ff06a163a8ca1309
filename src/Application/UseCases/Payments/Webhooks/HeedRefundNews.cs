using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Acts on what a provider told of a refund: success is a fact; a refusal may be of an earlier try, so the current one is asked for.</summary>
public sealed class HeedRefundNewsErrand(
    IPaymentFacts facts, IProviders<IPaymentGateway> gateways, IUseCase<RecordRefundOutcome, Unit> record,
    IUseCase<ParkWebhook, Unit> park) : IErrand<HeedRefundNews>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(HeedRefundNews command, CancellationToken ct)
    {
        if (await facts.Of(command.Refund, ct) is not { } refund || refund.Provider != command.Provider)
            return Plain(await park.Handle(new ParkWebhook(command.Event), ct));

        if (command.Outcome == "succeeded")
            return Plain(await record.Handle(new RecordRefundOutcome(refund.Id, new RefundOutcome.Succeeded(command.Reference)), ct));
        if (refund is not { Status: "PROCESSING", Reference: { } reference }) return Result.Ok;
        if (gateways.Find(refund.Provider) is not { } gateway) return PaymentErrand.NoAnswer("provider-not-enabled");

        var outcome = await gateway.Refund(new RefundRequest(refund.Id, refund.Payment, reference, refund.Amount, refund.Key), ct);
        return outcome is RefundOutcome.Unknown unknown
            ? PaymentErrand.NoAnswer(unknown.Why)
            : Plain(await record.Handle(new RecordRefundOutcome(refund.Id, outcome), ct));
    }

    private static Result Plain(Result<Unit> result) => result.Failed(out var refusal) ? refusal : Result.Ok;
}
