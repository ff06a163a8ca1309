using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Acts on what a provider told of a payout: money that moved is a fact, a refusal is asked about under the current key.</summary>
public sealed class HeedPayoutNewsErrand(
    IPayoutFacts facts, IProviders<IPayoutGateway> gateways, IUseCase<RecordPayoutOutcome, Unit> record,
    IUseCase<ParkWebhook, Unit> park) : IErrand<HeedPayoutNews>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(HeedPayoutNews command, CancellationToken ct)
    {
        if (await facts.Of(command.Payout, ct) is not { } payout || payout.Provider != command.Provider)
            return Plain(await park.Handle(new ParkWebhook(command.Event), ct));

        PayoutOutcome? outcome = command.Outcome switch
        {
            "paid" => new PayoutOutcome.Paid(command.Reference),
            "returned" => new PayoutOutcome.Returned(command.Reference, command.Code ?? ""),
            _ => null,
        };
        if (outcome is null && payout.Status != "PROCESSING") return Result.Ok;
        outcome ??= await Ask(payout, ct);
        return outcome is PayoutOutcome.Unknown unknown
            ? PaymentErrand.NoAnswer(unknown.Why)
            : Plain(await record.Handle(new RecordPayoutOutcome(payout.Id, outcome, payout.Attempt), ct));
    }

    // The same key cannot pay twice, and unlike a search it cannot mistake an earlier attempt for this one.
    private async Task<PayoutOutcome> Ask(PayoutFacts payout, CancellationToken ct) => gateways.Find(payout.Provider) is { } gateway
        ? await gateway.Pay(new PayoutRequest(payout.Id, payout.Amount, payout.AccountToken, payout.Key, $"Payout {payout.Id}"), ct)
        : new PayoutOutcome.Unknown("provider-not-enabled");

    private static Result Plain(Result<Unit> result) => result.Failed(out var refusal) ? refusal : Result.Ok;
}
