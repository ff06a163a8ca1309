using FluentValidation;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Payments;

/// <summary>Finance decides that a dispute is not the seller's fault (fraud): a loss is the platform's (product §7.10).</summary>
/// <param name="Approval">The approval that is carried out; null when somebody asks, and a second person has to agree (S14).</param>
public sealed record LetPlatformBearChargeback(PaymentId Payment, string Reason, UserId By, ApprovalId? Approval = null);

/// <summary>What a dispute touches.</summary>
public sealed record DisputeBooks(IPayments Payments, ISettlements Settlements, IChargebacks Chargebacks, ILedger Ledger);

/// <summary>Input rules.</summary>
public sealed class LetPlatformBearChargebackValidator : AbstractValidator<LetPlatformBearChargeback>
{
    /// <summary>Writes the rules.</summary>
    public LetPlatformBearChargebackValidator() => RuleFor(r => r.Reason).NotEmpty().MaximumLength(500);
}

/// <summary>While the bank decides the shops' money is freed; after a loss they get back what it took.</summary>
public sealed class LetPlatformBearChargebackHandler(
    DisputeBooks books, IFourEyes eyes, IMarketTerms market, TimeProvider clock) : IUseCase<LetPlatformBearChargeback, Decided>
{
    /// <inheritdoc/>
    public async Task<Result<Decided>> Handle(LetPlatformBearChargeback request, CancellationToken ct)
    {
        if (await books.Chargebacks.Find(request.Payment, ct) is not { } chargeback) return PaymentErrors.NotFound;
        if (request.Approval is null)
        {
            var proposal = new Proposal("payments.chargeback.decide", request.Payment.Value, ApprovalPayload.Write(request), request.By);
            if ((await eyes.Ask(proposal, ct)).Failed(out var notNow, out var asked)) return notNow;
            if (asked.Waiting is not null) return asked;
        }

        return await Decide(request, chargeback, ct);
    }

    private async Task<Result<Decided>> Decide(LetPlatformBearChargeback request, Chargeback chargeback, CancellationToken ct)
    {
        var ledger = books.Ledger;
        var (payment, at) = ((await books.Payments.Find(request.Payment, ct))!, clock.GetUtcNow());
        var parts = await books.Settlements.Of(payment.Order, ct);
        var accounts = parts.SelectMany(p => SettlementPostings.ShopAccounts(p.Shop)).Distinct().ToList();
        var balances = await ledger.Lock(accounts, payment.Amount.Currency, ct);
        var decided = chargeback.LetPlatformBear(request.Reason, payment.Chargeback, parts, balances, at);
        if (decided.Failed(out var refusal, out var posting)) return refusal;

        if (posting is not null) ledger.Post(posting);
        var money = market.Current.Money;
        foreach (var part in parts.Where(p => p.IsReleasable))
            await EscrowRelease.Apply(part, ledger, money.Reserve, money.ReserveDays, at, ct);
        return Decided.Alone;
    }
}
