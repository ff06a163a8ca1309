using FluentValidation;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Payments;

/// <summary>What finance decides about a payout.</summary>
public enum PayoutDecision
{
    /// <summary>It may be sent.</summary>
    Approve,

    /// <summary>Stop it.</summary>
    Hold,

    /// <summary>The reason to stop it is gone.</summary>
    Release,

    /// <summary>Call it off.</summary>
    Cancel,

    /// <summary>It was paid by bank.</summary>
    MarkPaid,
}

/// <summary>Finance decides; <paramref name="Note"/> is the reason, or the bank's reference when it was paid by hand.</summary>
/// <param name="Approval">The approval that is carried out; null when somebody asks.</param>
public sealed record DecidePayout(PayoutId Payout, PayoutDecision Decision, string? Note, UserId By, ApprovalId? Approval = null);

/// <summary>Reasons and references are for people: short and not empty where they are needed.</summary>
public sealed class DecidePayoutValidator : AbstractValidator<DecidePayout>
{
    /// <summary>States the rules.</summary>
    public DecidePayoutValidator()
    {
        RuleFor(r => r.Note).NotEmpty().When(r => r.Decision is PayoutDecision.Hold or PayoutDecision.Cancel or PayoutDecision.MarkPaid);
        RuleFor(r => r.Note).MaximumLength(200);
    }
}

/// <summary>Applies the decision; to approve much needs two persons (S14).</summary>
public sealed class DecidePayoutHandler(IPayouts payouts, ILedger ledger, IFourEyes eyes, IMarketTerms market, TimeProvider clock)
    : IUseCase<DecidePayout, Decided>
{
    /// <inheritdoc/>
    public async Task<Result<Decided>> Handle(DecidePayout request, CancellationToken ct)
    {
        var payout = await payouts.Find(request.Payout, ct);
        if (payout is null) return PayoutErrors.NotFound;

        if (NeedsTwo(payout, request))
        {
            var proposal = new Proposal("payments.payout.approve", payout.Id.Value, ApprovalPayload.Write(request), request.By);
            if ((await eyes.Ask(proposal, ct)).Failed(out var notNow, out var decided)) return notNow;
            if (decided.Waiting is not null) return decided;
        }

        var (note, at) = (request.Note ?? "", clock.GetUtcNow());
        return request.Decision switch
        {
            PayoutDecision.Approve => Done(payout.Approve(at)),
            PayoutDecision.Hold => Done(payout.Hold(note, at)),
            PayoutDecision.Release => Done(payout.Lift(at)),
            PayoutDecision.Cancel => Cancel(payout, note, at),
            _ => MarkPaid(payout, note, at),
        };
    }

    private bool NeedsTwo(Payout payout, DecidePayout request) =>
        request is { Decision: PayoutDecision.Approve, Approval: null } && payout.Amount.Minor > market.Current.Approvals.PayoutLimit
        && Payout.Allowed(payout.Status).Contains("approve");

    private Result<Decided> Cancel(Payout payout, string note, DateTimeOffset at)
    {
        if (payout.Cancel(note, at).Failed(out var refusal, out var posting)) return refusal;
        ledger.Post(posting);
        return Decided.Alone;
    }

    private Result<Decided> MarkPaid(Payout payout, string note, DateTimeOffset at)
    {
        if (payout.MarkPaid(note, at).Failed(out var refusal, out var posting)) return refusal;
        if (posting is not null) ledger.Post(posting);
        return Decided.Alone;
    }

    private static Result<Decided> Done(Result result) => result.Failed(out var refusal) ? refusal : Decided.Alone;
}
