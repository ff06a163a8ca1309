using Marketplace.Kernel;

namespace Marketplace.Domain.Payments;

/// <summary>Approving a refund: which units go back, whose money it is, and whether the provider has anything to do.</summary>
public static class RefundApproval
{
    /// <summary>Approves a requested refund; its claims are in escrow afterwards, or it was never captured.</summary>
    /// <param name="limit">How far the shop may owe the platform.</param>
    public static async Task<Result> Apply(
        Refund refund, (Collection Collection, Payment Payment, IReadOnlyList<Settlement> Parts) about, ILedger ledger, Money limit,
        DateTimeOffset at, CancellationToken ct)
    {
        var (payment, settlement) = (about.Payment, about.Parts.Single(p => p.Id == refund.SellerOrder));
        if (payment.Chargeback == ChargebackStatus.Open) return PaymentErrors.Disputed(payment.Id);

        var giving = settlement.Give(refund.Asked);
        if (refund.Approve(giving, at).Failed(out var refusal)) return refusal;
        if (giving.BeforeCapture) return Drop(refund, settlement, about.Collection, about.Payment, about.Parts, at);

        if (payment.Promise(giving.Total.BuyerPays).Failed(out refusal)) return refusal;
        if (giving.AfterRelease)
        {
            var balances = await ledger.Lock(SettlementPostings.ShopAccounts(settlement.Shop), settlement.Currency, ct);
            var (posting, owed) = SettlementPostings.ClawBack(refund, settlement.Shop, balances, limit, at);
            if (posting is not null) ledger.Post(posting);
            refund.Owe(owed);
        }

        // Not captured yet, but too late to take less: it goes back as soon as it arrived.
        if (!payment.IsCaptured && !payment.IsOnDelivery && !refund.Gross.IsZero) return Result.Ok;
        if (!refund.Amount.IsZero) return payment.IsOnDelivery ? refund.PayByHand(at) : refund.Send(at);

        // Units the platform had paid for alone: only its discount returns.
        if (SettlementPostings.Refund(refund, payment.Provider, at) is { } back) ledger.Post(back);
        return refund.Succeed(null, at);
    }

    // The money was only promised: less of it will be captured. A part without units has nothing left to decide.
    private static Result Drop(
        Refund refund, Settlement settlement, Collection collection, Payment payment, IReadOnlyList<Settlement> parts, DateTimeOffset at)
    {
        collection.Shrink();
        if (refund.Succeed(null, at).Failed(out var refusal)) return refusal;
        return settlement.IsEmpty && collection.Decide(settlement.Id) ? CaptureDecision.Apply(payment, parts) : Result.Ok;
    }
}

/// <summary>Capturing a promise: once every seller has decided, or when it is about to end.</summary>
public static class CaptureDecision
{
    /// <summary>Freezes what is left of every part and asks for exactly that; nothing left lets the promise go.</summary>
    public static Result Apply(Payment payment, IReadOnlyCollection<Settlement> settlements)
    {
        if (payment.IsOnDelivery || payment.Status != PaymentStatus.Authorized || payment.CaptureMinor is not null) return Result.Ok;

        foreach (var settlement in settlements) settlement.DecideCapture();
        return payment.AskCapture(Money.Sum(settlements.Select(s => s.Left.BuyerPays), payment.Amount.Currency));
    }
}

/// <summary>Releasing escrow to the shop and the platform.</summary>
public static class EscrowRelease
{
    /// <summary>Releases what is left; debts are repaid first, a share may be kept back.</summary>
    public static async Task Apply(
        Settlement settlement, ILedger ledger, Rate reserve, int reserveDays, DateTimeOffset at, CancellationToken ct)
    {
        var accounts = SettlementPostings.ShopAccounts(settlement.Shop);
        var balances = await ledger.Lock(accounts, settlement.Currency, ct);
        var earnings = new Money(settlement.EarningsMinor, settlement.Currency);
        var (repaid, reserved, available) = SettlementPostings.Divide(earnings, balances[Account.Receivable(settlement.Shop)], reserve);
        if (SettlementPostings.Release(settlement, repaid, reserved, available, at) is { } posting) ledger.Post(posting);
        settlement.Release(available, reserved, DateOnly.FromDateTime(at.UtcDateTime).AddDays(reserveDays), at);
    }
}
