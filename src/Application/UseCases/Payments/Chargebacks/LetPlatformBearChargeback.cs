using FluentValidation;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Payments;

/// <summary>Finance decides that a dispute is not the seller's fault (fraud): a loss is the platform's (product §7.10).</summary>
public sealed record LetPlatformBearChargeback(PaymentId Payment, string Reason);

/// <summary>Input rules.</summary>
public sealed class LetPlatformBearChargebackValidator : AbstractValidator<LetPlatformBearChargeback>
{
    /// <summary>Writes the rules.</summary>
    public LetPlatformBearChargebackValidator() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(500);
}

/// <summary>While the bank decides the shops' money is freed; after a loss they get back what it took.</summary>
public sealed class LetPlatformBearChargebackHandler(
    IPayments payments, ISettlements settlements, IChargebacks chargebacks, ILedger ledger, IMarketTerms market, TimeProvider clock)
    : IUseCase<LetPlatformBearChargeback, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(LetPlatformBearChargeback request, CancellationToken ct)
    {
        if (await chargebacks.Find(request.Payment, ct) is not { } chargeback) return PaymentErrors.NotFound;

        var (payment, at) = ((await payments.Find(request.Payment, ct))!, clock.GetUtcNow());
        var parts = await settlements.Of(payment.Order, ct);
        var accounts = parts.SelectMany(p => SettlementPostings.ShopAccounts(p.Shop)).Distinct().ToList();
        var balances = await ledger.Lock(accounts, payment.Amount.Currency, ct);
        var decided = chargeback.LetPlatformBear(request.Reason, payment.Chargeback, parts, balances, at);
        if (decided.Failed(out var refusal, out var posting)) return refusal;

        if (posting is not null) ledger.Post(posting);
        var money = market.Current.Money;
        foreach (var part in parts.Where(p => p.IsReleasable))
            await EscrowRelease.Apply(part, ledger, money.Reserve, money.ReserveDays, at, ct);
        return Unit.Value;
    }
}
