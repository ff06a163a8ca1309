using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Asks the chosen provider for a committed payment's money.</summary>
public sealed class ChargeProviderErrand(
    IPaymentFacts facts, IProviders<IPaymentGateway> gateways, IUseCase<RecordChargeOutcome, Unit> record, IPaymentTerms terms,
    IPaymentBell bell) : IErrand<ChargeProvider>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(ChargeProvider command, CancellationToken ct)
    {
        if (await facts.Of(command.Payment, ct) is not { IsOpen: true } payment) return Result.Ok;

        // Without an answer nothing is recorded: the charge is repeated under the same key until the provider says something.
        var outcome = await Ask(payment, ct);
        if (outcome is ChargeOutcome.Unknown unknown) return PaymentErrand.NoAnswer(unknown.Why);

        var recorded = await record.Handle(new RecordChargeOutcome(payment.Id, outcome), ct);
        if (recorded.Failed(out var refusal)) return refusal;

        bell.Ring(payment.Order);
        return Result.Ok;
    }

    private async Task<ChargeOutcome> Ask(PaymentFacts payment, CancellationToken ct)
    {
        if (payment.Amount.IsZero) return new ChargeOutcome.Captured("nothing-to-pay", payment.Amount);
        if (gateways.Find(payment.Provider) is not { } gateway)
            return new ChargeOutcome.Declined(DeclineReason.Other, "provider-not-offered");

        // Somebody has asked for it before: it is charged only if the provider has never heard of it.
        if (payment.Status != "CREATED" && await gateway.Find(payment.Id, payment.Reference, ct) is var known and not ChargeOutcome.NotFound)
            return known;

        var outcome = await gateway.Charge(Request(payment), ct);
        if (outcome is not ChargeOutcome.Unknown) return outcome;

        var found = await gateway.Find(payment.Id, payment.Reference, ct);
        return found is ChargeOutcome.NotFound ? outcome : found;
    }

    private ChargeRequest Request(PaymentFacts payment) => new(
        payment.Id, payment.Amount, payment.Method, payment.Token, PaymentErrand.Key(payment.Id), payment.TwoStage, payment.Number,
        terms.ReturnTo(payment.Order), payment.PayBy);
}

/// <summary>What the payment errands share: keys derived from ids, never random, so that a restarted errand repeats its call.</summary>
internal static class PaymentErrand
{
    public static string Key(PaymentId payment, string step = "1") => $"{payment}:{step}";

    public static Error NoAnswer(string why) => new(ErrorKind.Unavailable, "provider-no-answer", $"The provider gave no answer: {why}");
}
