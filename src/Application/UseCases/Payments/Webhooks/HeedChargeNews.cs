using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Acts on what a provider told of a charge: money is a fact, anything else may be old and is asked about.</summary>
public sealed class HeedChargeNewsErrand(
    IPaymentFacts facts, IProviders<IPaymentGateway> gateways, IUseCase<RecordChargeOutcome, Unit> record,
    IUseCase<ParkWebhook, Unit> park, IPaymentBell bell) : IErrand<HeedChargeNews>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(HeedChargeNews command, CancellationToken ct)
    {
        // A payment of another provider is as unknown as none: nobody speaks for somebody else.
        if (await facts.Of(command.Payment, ct) is not { } payment || payment.Provider != command.Provider)
            return Plain(await park.Handle(new ParkWebhook(command.Event), ct));

        var outcome = Said(command) ?? await Ask(payment, command.Reference, ct);
        if (outcome is ChargeOutcome.Unknown or ChargeOutcome.NotFound) return PaymentErrand.NoAnswer("the provider does not confirm its own news");

        var recorded = await record.Handle(new RecordChargeOutcome(payment.Id, outcome), ct);
        bell.Ring(payment.Order);
        return Plain(recorded);
    }

    private static ChargeOutcome? Said(HeedChargeNews news) => news switch
    {
        { Outcome: "captured", Amount: { } amount } => new ChargeOutcome.Captured(news.Reference, amount),
        { Outcome: "authorized", Amount: { } amount, Until: { } until } => new ChargeOutcome.Authorized(news.Reference, amount, until),
        _ => null,
    };

    private async Task<ChargeOutcome> Ask(PaymentFacts payment, string reference, CancellationToken ct) =>
        gateways.Find(payment.Provider) is { } gateway
            ? await gateway.Find(payment.Id, payment.Reference ?? reference, ct)
            : new ChargeOutcome.Unknown("provider-not-enabled");

    private static Result Plain(Result<Unit> result) => result.Failed(out var refusal) ? refusal : Result.Ok;
}
