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

        var outcome = await Ask(payment, ct);
        var recorded = await record.Handle(new RecordChargeOutcome(payment.Id, outcome), ct);
        if (recorded.Failed(out var refusal)) return refusal;

        bell.Ring(payment.Order);
        return outcome is ChargeOutcome.Unknown unknown ? PaymentErrand.NoAnswer(unknown.Why) : Result.Ok;
    }

    private async Task<ChargeOutcome> Ask(PaymentFacts payment, CancellationToken ct)
    {
        if (payment.Amount.IsZero) return new ChargeOutcome.Captured("nothing-to-pay", payment.Amount);
        if (gateways.Find(payment.Provider) is not { } gateway)
            return new ChargeOutcome.Declined(DeclineReason.Other, "provider-not-offered");

        // After a lost answer the provider is asked what became of the charge; it is repeated only if it never arrived.
        if (payment.Status != "CREATED")
        {
            var found = await gateway.Find(payment.Id, payment.Reference, ct);
            if (found is not ChargeOutcome.NotFound) return found;
        }

        var request = new ChargeRequest(
            payment.Id, payment.Amount, payment.Method, payment.Token, PaymentErrand.Key(payment.Id), payment.TwoStage,
            payment.Number, terms.ReturnTo(payment.Order), payment.PayBy);
        return await gateway.Charge(request, ct);
    }
}

/// <summary>What the payment errands share: keys derived from ids, never random, so that a restarted errand repeats its call.</summary>
internal static class PaymentErrand
{
    public static string Key(PaymentId payment, string step = "1") => $"{payment}:{step}";

    public static Error NoAnswer(string why) => new(ErrorKind.Unavailable, "provider-no-answer", $"The provider gave no answer: {why}");
}
