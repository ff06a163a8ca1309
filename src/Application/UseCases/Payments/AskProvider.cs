using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Learns a payment's fate from its provider; after the deadline a charge that waits for the buyer is let go first.</summary>
public sealed class AskProviderErrand(
    IPaymentFacts facts, IProviders<IPaymentGateway> gateways, IUseCase<RecordChargeOutcome, Unit> record, IPaymentBell bell)
    : IErrand<AskProvider>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(AskProvider command, CancellationToken ct)
    {
        if (await facts.Of(command.Payment, ct) is not { } payment) return Result.Ok;
        if (!payment.IsOpen && !command.GiveUp) return Result.Ok;

        var outcome = gateways.Find(payment.Provider) is { } gateway
            ? await Ask(gateway, payment, command.GiveUp, ct)
            : new ChargeOutcome.NotFound();
        var recorded = await record.Handle(new RecordChargeOutcome(payment.Id, outcome, command.GiveUp), ct);
        if (recorded.Failed(out var refusal)) return refusal;

        bell.Ring(payment.Order);
        return Result.Ok;
    }

    private static async Task<ChargeOutcome> Ask(IPaymentGateway gateway, PaymentFacts payment, bool giveUp, CancellationToken ct)
    {
        var found = await gateway.Find(payment.Id, payment.Reference, ct);
        return giveUp && found is ChargeOutcome.ActionNeeded open
            ? await gateway.Void(payment.Id, open.Reference, PaymentErrand.Key(payment.Id, "void"), ct)
            : found;
    }
}
