using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Payments;

namespace Marketplace.Application.Payments;

/// <summary>Takes what a provider said of a payment into our books; saying it again changes nothing.</summary>
/// <param name="GiveUp">True when the order's deadline has passed: without money the payment ends.</param>
public sealed record RecordChargeOutcome(PaymentId Payment, ChargeOutcome Outcome, bool GiveUp = false);

/// <summary>With <see cref="CollectPaymentHandler"/> the only place where payments learn something.</summary>
public sealed class RecordChargeOutcomeHandler(
    IPayments payments, ICollections collections, ISettlements settlements, IRefunds refunds, ILedger ledger, TimeProvider clock)
    : IUseCase<RecordChargeOutcome, Unit>
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(RecordChargeOutcome request, CancellationToken ct)
    {
        var payment = await payments.Find(request.Payment, ct);
        if (payment is null) return PaymentErrors.NotFound;

        var collection = (await collections.Find(payment.Order, ct))!;
        var at = clock.GetUtcNow();
        var taken = request.Outcome switch
        {
            ChargeOutcome.Captured o => await Captured(payment, collection, o, at, ct),
            ChargeOutcome.Authorized o => await Authorized(payment, collection, o, at, ct),
            ChargeOutcome.ActionNeeded o => Open(payment, o.Reference, p => p.AskBuyer(o.Reference, o.Kind, o.SendBuyerTo, at)),
            ChargeOutcome.Pending o => Open(payment, o.Reference, p => p.Wait(o.Reference, o.Until, at)),
            ChargeOutcome.Declined o => await Declined(payment, o, at, ct),
            ChargeOutcome.Voided => Voided(payment, request.GiveUp, at),
            ChargeOutcome.NotFound => request.GiveUp && payment.IsOpen ? payment.Expire(at) : Result.Ok,
            _ => payment.Status == PaymentStatus.Created ? payment.Wait(null, payment.PayBy, at) : Result.Ok,
        };
        if (taken.Failed(out var refusal)) return refusal;
        if (request.GiveUp) await GiveUp(collection, payment, at, ct);
        return Unit.Value;
    }

    private async Task<Result> Captured(
        Payment payment, Collection collection, ChargeOutcome.Captured outcome, DateTimeOffset at, CancellationToken ct)
    {
        if (payment.IsCaptured) return Result.Ok;
        if (outcome.Amount != payment.Expected) return await Mismatch(payment, outcome.Reference, outcome.Amount, at, ct);
        if (payment.Capture(outcome.Reference, outcome.Amount, at).Failed(out var refusal)) return refusal;

        if (collection.Take(payment)) return await Fund(payment, collection, at, ct);

        // The order was given up or paid otherwise: the money is the buyer's and goes straight back.
        ledger.Post(SettlementPostings.Excess(payment, at));
        var refund = Refund.OfExcess(RefundId.New(at), collection, payment.Id, outcome.Amount, "not_owed", at);
        if (payment.Promise(outcome.Amount).Failed(out refusal) || refund.Send(at).Failed(out refusal)) return refusal;
        refunds.Add(refund);
        return Result.Ok;
    }

    private async Task<Result> Fund(Payment payment, Collection collection, DateTimeOffset at, CancellationToken ct)
    {
        var parts = await settlements.Of(payment.Order, ct);
        ledger.Post(SettlementPostings.Capture(payment, parts, at));
        foreach (var part in parts) part.Fund();
        collection.Fund();

        // Only a promised payment can have refunds that wait for its capture.
        if (!payment.TwoStage) return Result.Ok;
        foreach (var refund in await refunds.Waiting(payment.Id, ct))
            if (refund.Send(at).Failed(out var refusal)) return refusal;
        return Result.Ok;
    }

    private async Task<Result> Authorized(
        Payment payment, Collection collection, ChargeOutcome.Authorized outcome, DateTimeOffset at, CancellationToken ct)
    {
        if (payment.CountsAsPaid) return Result.Ok;
        if (payment.Status == PaymentStatus.Cancelled || collection.Status is CollectionStatus.Abandoned or CollectionStatus.Covered)
        {
            payment.LetGo(outcome.Reference);
            return Result.Ok;
        }

        if (outcome.Amount != payment.Amount) return await Mismatch(payment, outcome.Reference, outcome.Amount, at, ct);
        if (payment.Authorize(outcome.Reference, outcome.Amount, outcome.Until, at).Failed(out var refusal)) return refusal;

        collection.Take(payment);
        if (payment.TwoStage) return Result.Ok;

        // One stage was asked for and the provider made two of it: take all of it at once.
        return CaptureDecision.Apply(payment, await settlements.Of(payment.Order, ct));
    }

    // News of an open charge: a payment that is over lets it go, one that is further has heard better.
    private static Result Open(Payment payment, string reference, Func<Payment, Result> take)
    {
        if (payment.IsOpen) return payment.Status == PaymentStatus.RequiresAction && payment.Reference == reference
            ? Result.Ok
            : take(payment);
        if (payment.Status is PaymentStatus.Cancelled or PaymentStatus.Expired) payment.LetGo(reference);
        return Result.Ok;
    }

    private async Task<Result> Declined(Payment payment, ChargeOutcome.Declined outcome, DateTimeOffset at, CancellationToken ct)
    {
        if (payment.IsOpen) return payment.Decline(Code(outcome.Reason), at);
        if (payment.Status != PaymentStatus.Authorized) return Result.Ok;

        // A promise the provider broke: goods may be on their way, so people decide.
        if (!await payments.HasMismatch(payment.Id, "capture-refused", ct))
            payments.Add(MoneyMismatch.Of("capture-refused", payment.Id, payment.Reference, payment.Expected, null, at));
        return Result.Ok;
    }

    private static Result Voided(Payment payment, bool giveUp, DateTimeOffset at)
    {
        if (payment.IsOpen) return giveUp ? payment.Expire(at) : payment.Cancel("voided", at);
        return payment.Status == PaymentStatus.Authorized ? payment.Cancel("voided", at) : Result.Ok;
    }

    private async Task GiveUp(Collection collection, Payment payment, DateTimeOffset at, CancellationToken ct)
    {
        if (collection.Status is CollectionStatus.Covered or CollectionStatus.Abandoned) return;

        var all = await payments.Of(collection.Id, ct);
        if (!all.Any(p => p.IsOpen))
        {
            collection.Expire();
            return;
        }

        var until = payment.Until is { } promised && promised > at ? promised : at + AskAgainAfter;
        collection.Delay(until);
    }

    private async Task<Result> Mismatch(Payment payment, string reference, Money said, DateTimeOffset at, CancellationToken ct)
    {
        var kind = said.Currency == payment.Amount.Currency ? "wrong-amount" : "wrong-currency";
        if (!await payments.HasMismatch(payment.Id, kind, ct))
            payments.Add(MoneyMismatch.Of(kind, payment.Id, reference, payment.Expected, said, at));
        return Result.Ok;
    }

    private static string Code(DeclineReason reason) =>
        string.Concat(reason.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));
}
