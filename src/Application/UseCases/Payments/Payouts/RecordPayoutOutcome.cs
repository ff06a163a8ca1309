using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments;

namespace Marketplace.Application.Payments;

/// <summary>Takes what a provider said of a payout into our books; saying it again changes nothing.</summary>
/// <param name="Attempt">The attempt it is about, when that is known; a refusal of an earlier one is old news.</param>
public sealed record RecordPayoutOutcome(PayoutId Payout, PayoutOutcome Outcome, int? Attempt = null);

/// <summary>The only place where payouts learn something from a provider.</summary>
public sealed class RecordPayoutOutcomeHandler(IPayouts payouts, IPayoutAccounts accounts, ILedger ledger, TimeProvider clock)
    : IUseCase<RecordPayoutOutcome, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RecordPayoutOutcome request, CancellationToken ct)
    {
        var payout = await payouts.Find(request.Payout, ct);
        if (payout is null) return PayoutErrors.NotFound;

        var at = clock.GetUtcNow();
        var booked = request.Outcome switch
        {
            PayoutOutcome.Paid o => payout.Pay(o.Reference, at),
            PayoutOutcome.Pending o => Waits(payout, o.Reference),
            PayoutOutcome.Failed o => await Fail(payout, o.ProviderCode, request.Attempt, at, ct),
            PayoutOutcome.Returned o => await Return(payout, o, at, ct),
            _ => (Posting?)null,
        };
        if (booked.Failed(out var refusal, out var posting)) return refusal;
        if (posting is not null) ledger.Post(posting);
        return Unit.Value;
    }

    private static Result<Posting?> Waits(Payout payout, string reference)
    {
        if (payout.Status == PayoutStatus.Processing) payout.Waits(reference);
        return (Posting?)null;
    }

    private async Task<Result<Posting?>> Fail(Payout payout, string code, int? attempt, DateTimeOffset at, CancellationToken ct)
    {
        if (payout.Status != PayoutStatus.Processing || (attempt is { } told && told != payout.Attempt)) return (Posting?)null;

        await Distrust(payout, code, at, ct);
        return payout.Fail(code, at);
    }

    private async Task<Result<Posting?>> Return(Payout payout, PayoutOutcome.Returned outcome, DateTimeOffset at, CancellationToken ct)
    {
        if (payout.Status != PayoutStatus.Returned) await Distrust(payout, outcome.ProviderCode, at, ct);
        return payout.Return(outcome.Reference, outcome.ProviderCode, at);
    }

    private async Task Distrust(Payout payout, string code, DateTimeOffset at, CancellationToken ct)
    {
        var account = await accounts.Find(payout.Account, ct);
        if (account?.Token == payout.AccountToken) account.Distrust(code, at);
    }
}
