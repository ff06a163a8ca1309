using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Payments;

/// <summary>Takes a bank's dispute of a payment, or its decision, into our books; saying it again changes nothing.</summary>
/// <param name="State"><c>open</c>, <c>won</c> or <c>lost</c>.</param>
public sealed record RecordChargeback(PaymentId Payment, string State, Money Amount);

/// <summary>Freezes the share, and later lifts or books it; a decision that overtakes its dispute opens the dispute first.</summary>
public sealed class RecordChargebackHandler(
    IPayments payments, ISettlements settlements, IChargebacks chargebacks, ILedger ledger, IMarketTerms market, TimeProvider clock)
    : IUseCase<RecordChargeback, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RecordChargeback request, CancellationToken ct)
    {
        if (await payments.Find(request.Payment, ct) is not { } payment) return PaymentErrors.NotFound;
        if (request.Amount.Currency != payment.Amount.Currency || request.Amount.Minor <= 0 || request.Amount > payment.CapturedAmount)
            return payment.IsCaptured ? await Mismatch(payment, request, ct) : NotYet(payment);

        var at = clock.GetUtcNow();
        var known = await chargebacks.Find(payment.Id, ct);
        if (known is null && !payment.IsCaptured) return NotYet(payment);
        if (known is { ClosedAt: not null } || (known is not null && request.State == "open")) return Unit.Value;

        var parts = await settlements.Of(payment.Order, ct);
        var accounts = parts.SelectMany(p => SettlementPostings.ShopAccounts(p.Shop)).Distinct().ToList();
        var balances = await ledger.Lock(accounts, payment.Amount.Currency, ct);
        if (known is null)
        {
            if (payment.OpenChargeback(request.Amount, at).Failed(out var refusal)) return refusal;
            // A decision that came first has nothing to freeze any more.
            var (opened, freeze) = Chargeback.Open(payment, request.Amount, parts, request.State == "open" ? balances : null, at);
            chargebacks.Add(opened);
            if (freeze is not null) ledger.Post(freeze);
            known = opened;
        }

        return request.State == "open" ? Unit.Value : await Close(payment, known, parts, balances, request.State == "won", at, ct);
    }

    private async Task<Result<Unit>> Close(
        Payment payment, Chargeback chargeback, IReadOnlyList<Settlement> parts, IReadOnlyDictionary<Account, Money> balances, bool won,
        DateTimeOffset at, CancellationToken ct)
    {
        if (payment.CloseChargeback(chargeback.Amount, won, at).Failed(out var refusal)) return refusal;

        var money = market.Current.Money;
        var posting = won ? chargeback.Win(parts, balances, at) : chargeback.Lose(parts, balances, money.NegativeLimit, at);
        if (posting is not null) ledger.Post(posting);
        foreach (var part in parts.Where(p => p.IsReleasable))
            await EscrowRelease.Apply(part, ledger, money.Reserve, money.ReserveDays, at, ct);
        return Unit.Value;
    }

    private async Task<Result<Unit>> Mismatch(Payment payment, RecordChargeback request, CancellationToken ct)
    {
        if (!await payments.HasMismatch(payment.Id, "chargeback-amount", ct))
        {
            payments.Add(MoneyMismatch.Of(
                "chargeback-amount", payment.Id, payment.Reference, payment.CapturedAmount, request.Amount, clock.GetUtcNow()));
        }

        return Unit.Value;
    }

    private static Error NotYet(Payment payment) =>
        Error.Conflict("payment-not-captured", $"Payment {payment.Id} is not captured; a dispute about it waits.");
}
