using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Payments;
using Marketplace.Ports.Payments.Messages;

namespace Marketplace.Application.Payments;

/// <summary>Asks the provider whether an account can be paid to.</summary>
public sealed class CheckPayoutAccountErrand(IProviders<IPayoutGateway> gateways, IUseCase<RecordAccountCheck, Unit> record)
    : IErrand<CheckPayoutAccount>
{
    /// <inheritdoc/>
    public async Task<Result> Handle(CheckPayoutAccount command, CancellationToken ct)
    {
        var outcome = gateways.Find(command.Provider) is { } gateway
            ? await gateway.Check(command.Token, ct)
            : new AccountOutcome.Refused("provider-not-offered");
        var check = outcome switch
        {
            AccountOutcome.Usable o => new RecordAccountCheck(command.Account, command.Token, o.Display, null),
            AccountOutcome.Refused o => new RecordAccountCheck(command.Account, command.Token, null, o.ProviderCode),
            _ => null,
        };
        if (check is null) return new Error(ErrorKind.Unavailable, "provider-no-answer", "The provider gave no answer.");

        return (await record.Handle(check, ct)).Failed(out var refusal) ? refusal : Result.Ok;
    }
}

/// <summary>The provider's word about an account's token.</summary>
public sealed record RecordAccountCheck(PayoutAccountId Account, string Token, string? Display, string? RefusalCode);

/// <summary>Notes it; payouts that failed because of the account before are planned again while their money is there.</summary>
public sealed class RecordAccountCheckHandler(
    IPayoutAccounts accounts, IPayouts payouts, ILedger ledger, IMarketTerms market, TimeProvider clock) : IUseCase<RecordAccountCheck, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RecordAccountCheck request, CancellationToken ct)
    {
        var account = await accounts.Find(request.Account, ct);
        if (account is null) return PayoutErrors.AccountMissing;

        var at = clock.GetUtcNow();
        account.Checked(request.Token, request.Display, request.RefusalCode, at);
        if (account.Status != PayoutAccountStatus.Verified) return Unit.Value;

        var waiting = await payouts.Refused(account.Shop, ct);
        if (waiting.Count == 0) return Unit.Value;

        var funds = await Funds.Lock(ledger, account.Shop, waiting[0].Amount.Currency, ct);
        var left = funds.Available;
        foreach (var payout in waiting.Where(p => p.Amount.Currency == left.Currency && funds.Owed.IsZero))
        {
            if (payout.Amount > left) continue;
            if (payout.Reschedule(account, market.Current.Money.PayoutAutoLimit, at).Failed(out var refusal, out var taken)) return refusal;
            ledger.Post(taken);
            left -= payout.Amount;
        }

        return Unit.Value;
    }
}
