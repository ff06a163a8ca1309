using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Takes what is owed of a promise, or lets a charge go when nothing is.</summary>
public sealed class CaptureAtProviderErrand(
    IPaymentFacts facts, IProviders<IPaymentGateway> gateways, IUseCase<RecordChargeOutcome, Unit> record, IPaymentBell bell)
    : IErrand<CaptureAtProvider>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(CaptureAtProvider command, CancellationToken ct)
    {
        if (await facts.Of(command.Payment, ct) is not { Reference: { } reference } payment) return Result.Ok;
        if (gateways.Find(payment.Provider) is not { } gateway) return PaymentErrand.NoAnswer($"{payment.Provider} is not enabled");

        var outcome = command.Amount.IsZero
            ? await gateway.Void(payment.Id, reference, PaymentErrand.Key(payment.Id, "void"), ct)
            : await gateway.Capture(payment.Id, reference, command.Amount, PaymentErrand.Key(payment.Id, "capture"), ct);
        if (outcome is ChargeOutcome.Unknown) outcome = await gateway.Find(payment.Id, reference, ct);

        // Still promised, or no word: the money was neither taken nor let go yet.
        if (outcome is ChargeOutcome.Unknown or ChargeOutcome.NotFound or ChargeOutcome.Authorized)
            return PaymentErrand.NoAnswer(outcome.GetType().Name);

        var recorded = await record.Handle(new RecordChargeOutcome(payment.Id, outcome), ct);
        if (recorded.Failed(out var refusal)) return refusal;

        bell.Ring(payment.Order);
        return Result.Ok;
    }
}
