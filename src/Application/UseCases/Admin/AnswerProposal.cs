using FluentValidation;
using Marketplace.Domain.Admin;
using Marketplace.Kernel;

namespace Marketplace.Application.Admin;

/// <summary>How a proposal can be answered.</summary>
public enum ProposalAnswer
{
    /// <summary>A second person agrees.</summary>
    Approve,

    /// <summary>A second person does not.</summary>
    Reject,

    /// <summary>The proposer takes it back.</summary>
    Withdraw,
}

/// <summary>Somebody answers a proposal.</summary>
public sealed record AnswerProposal(ApprovalId Approval, ProposalAnswer Answer, string? Reason, UserId By);

/// <summary>Who turns something down says why.</summary>
public sealed class AnswerProposalValidator : AbstractValidator<AnswerProposal>
{
    /// <summary>States the rules.</summary>
    public AnswerProposalValidator()
    {
        RuleFor(r => r.Reason).NotEmpty().WithErrorCode("required").When(r => r.Answer == ProposalAnswer.Reject);
        RuleFor(r => r.Reason).MaximumLength(300).WithErrorCode("length");
    }
}

/// <summary>Exactly one answer counts, whoever answers at the same moment.</summary>
public sealed class AnswerProposalHandler(IApprovals approvals, TimeProvider clock) : IUseCase<AnswerProposal, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(AnswerProposal request, CancellationToken ct)
    {
        if (await approvals.Find(request.Approval, ct) is not { } approval) return ApprovalErrors.NotFound;

        var at = clock.GetUtcNow();
        var done = request.Answer switch
        {
            ProposalAnswer.Approve => approval.Approve(request.By, at),
            ProposalAnswer.Reject => approval.Reject(request.By, request.Reason ?? "", at),
            _ => approval.Withdraw(request.By, at),
        };
        return done.Failed(out var refusal) ? refusal : Unit.Value;
    }
}
