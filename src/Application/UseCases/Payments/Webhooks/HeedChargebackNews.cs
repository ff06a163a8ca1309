using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Acts on what a provider told of a bank's dispute.</summary>
public sealed class HeedChargebackNewsErrand(
    IPaymentFacts facts, IUseCase<RecordChargeback, Unit> record, IUseCase<ParkWebhook, Unit> park) : IErrand<HeedChargebackNews>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(HeedChargebackNews command, CancellationToken ct)
    {
        var known = await facts.Of(command.Payment, ct) is { } payment && payment.Provider == command.Provider;
        var done = known
            ? await record.Handle(new RecordChargeback(command.Payment, command.State, command.Amount), ct)
            : await park.Handle(new ParkWebhook(command.Event), ct);
        return done.Failed(out var refusal) ? refusal : Result.Ok;
    }
}
