using Marketplace.Adapters.Payments.Sandbox.Simulator;
using Marketplace.Adapters.Payments.Sandbox.Wire;
using Marketplace.Kernel;
using Marketplace.Ports.Payments;

namespace Marketplace.Adapters.Payments.Sandbox;

/// <summary>Translates the provider's words into the port's outcomes; what is not understood is doubt.</summary>
internal static class Outcome
{
    public static ChargeOutcome OfCharge(Answer<ChargeView> answer)
    {
        if (answer.Body is { } charge) return OfCharge(charge);
        if (answer.Missing) return new ChargeOutcome.NotFound();
        return answer.Code is { } code ? new ChargeOutcome.Declined(ReasonOf(code), code) : new ChargeOutcome.Unknown(answer.Why);
    }

    public static ChargeOutcome OfCharge(ChargeView charge)
    {
        if (!Currency.TryParse(charge.Currency, out var currency) || string.IsNullOrEmpty(charge.Id))
            return new ChargeOutcome.Unknown("unreadable charge");

        return charge.Status switch
        {
            ChargeStatus.Captured => new ChargeOutcome.Captured(charge.Id, new Money(charge.CapturedAmount, currency)),
            ChargeStatus.Authorized when charge.HoldUntil is { } until =>
                new ChargeOutcome.Authorized(charge.Id, new Money(charge.Amount, currency), until),
            ChargeStatus.RequiresAction when charge.ActionUrl is { } url =>
                new ChargeOutcome.ActionNeeded(charge.Id, charge.ActionKind ?? "redirect", url),
            ChargeStatus.Pending when charge.PendingUntil is { } until => new ChargeOutcome.Pending(charge.Id, until),
            ChargeStatus.Declined => new ChargeOutcome.Declined(ReasonOf(charge.Reason), charge.Code ?? ""),
            ChargeStatus.Voided => new ChargeOutcome.Voided(charge.Id),
            var status => new ChargeOutcome.Unknown($"unrecognised status '{status}'"),
        };
    }

    public static RefundOutcome OfRefund(Answer<RefundView> answer)
    {
        if (answer.Body is { } refund) return OfRefund(refund);
        return answer.Code is { } code ? new RefundOutcome.Failed(code, answer.Final) : new RefundOutcome.Unknown(answer.Why);
    }

    public static RefundOutcome OfRefund(RefundView refund) => refund.Status switch
    {
        _ when string.IsNullOrEmpty(refund.Id) => new RefundOutcome.Unknown("unreadable refund"),
        TransferStatus.Succeeded => new RefundOutcome.Succeeded(refund.Id),
        TransferStatus.Pending => new RefundOutcome.Pending(refund.Id),
        TransferStatus.Failed => new RefundOutcome.Failed(refund.Code ?? "", refund.Final),
        var status => new RefundOutcome.Unknown($"unrecognised status '{status}'"),
    };

    public static PayoutOutcome OfPayout(Answer<PayoutView> answer)
    {
        if (answer.Body is { } payout) return OfPayout(payout);
        if (answer.Missing) return new PayoutOutcome.NotFound();
        return answer.Code is { } code ? new PayoutOutcome.Failed(code) : new PayoutOutcome.Unknown(answer.Why);
    }

    public static PayoutOutcome OfPayout(PayoutView payout) => payout.Status switch
    {
        _ when string.IsNullOrEmpty(payout.Id) => new PayoutOutcome.Unknown("unreadable payout"),
        TransferStatus.Paid => new PayoutOutcome.Paid(payout.Id),
        TransferStatus.Pending => new PayoutOutcome.Pending(payout.Id),
        TransferStatus.Failed => new PayoutOutcome.Failed(payout.Code ?? ""),
        TransferStatus.Returned => new PayoutOutcome.Returned(payout.Id, payout.Code ?? ""),
        var status => new PayoutOutcome.Unknown($"unrecognised status '{status}'"),
    };

    public static AccountOutcome OfAccount(Answer<AccountView> answer) => answer switch
    {
        { Body: { Usable: true } account } => new AccountOutcome.Usable(account.Display ?? ""),
        { Body: { Usable: false } account } => new AccountOutcome.Refused(account.Code ?? ""),
        { Code: { } code } => new AccountOutcome.Refused(code),
        _ => new AccountOutcome.Unknown(answer.Why),
    };

    private static DeclineReason ReasonOf(string? reason) => reason switch
    {
        "insufficient_funds" => DeclineReason.InsufficientFunds,
        "expired" => DeclineReason.Expired,
        "suspicious" => DeclineReason.Suspicious,
        "not_confirmed" => DeclineReason.NotConfirmed,
        "invalid_account" => DeclineReason.InvalidAccount,
        "limit_exceeded" or "amount_too_large" => DeclineReason.LimitExceeded,
        _ => DeclineReason.Other,
    };
}
