using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Asks the provider to pay a seller; the same attempt always carries the same key.</summary>
public sealed class SendPayoutErrand(IPayoutFacts facts, IProviders<IPayoutGateway> gateways, IUseCase<RecordPayoutOutcome, Unit> record)
    : IErrand<SendPayout>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(SendPayout command, CancellationToken ct)
    {
        if (await facts.Of(command.Payout, ct) is not { Status: "PROCESSING" } payout) return Result.Ok;
        if (gateways.Find(payout.Provider) is not { } gateway) return NoAnswer($"provider '{payout.Provider}' is not enabled");

        var request = new PayoutRequest(payout.Id, payout.Amount, payout.AccountToken, payout.Key, $"Payout {payout.Id}");
        var outcome = await gateway.Pay(request, ct);
        if (outcome is PayoutOutcome.Unknown) outcome = await Find(gateway, payout, ct) ?? outcome;
        if (outcome is PayoutOutcome.Unknown unknown) return NoAnswer(unknown.Why);

        var recorded = await record.Handle(new RecordPayoutOutcome(payout.Id, outcome, payout.Attempt), ct);
        return recorded.Failed(out var refusal) ? refusal : Result.Ok;
    }

    // A refusal found this way may be that of an earlier attempt, and "not found" may still be on its way: both are asked again.
    private static async Task<PayoutOutcome?> Find(IPayoutGateway gateway, PayoutFacts payout, CancellationToken ct)
    {
        var found = await gateway.Find(payout.Id, ct);
        return found is PayoutOutcome.Paid or PayoutOutcome.Pending or PayoutOutcome.Returned ? found : null;
    }

    private static Error NoAnswer(string why) => new(ErrorKind.Unavailable, "provider-no-answer", $"The provider gave no answer: {why}");
}
