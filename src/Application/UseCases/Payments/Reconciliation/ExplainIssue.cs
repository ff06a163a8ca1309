using FluentValidation;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;

namespace Marketplace.Application.Payments;

/// <summary>Finance explains a difference between the books.</summary>
public sealed record ExplainIssue(Guid Issue, string Explanation);

/// <summary>An explanation is a sentence.</summary>
public sealed class ExplainIssueValidator : AbstractValidator<ExplainIssue>
{
    /// <summary>States the rules.</summary>
    public ExplainIssueValidator() => RuleFor(r => r.Explanation).NotEmpty().MaximumLength(1000);
}

/// <summary>Closes it.</summary>
public sealed class ExplainIssueHandler(IReconciliations reconciliations, TimeProvider clock) : IUseCase<ExplainIssue, Unit>
{
    /// <inheritdoc/>
    public async Task<Result<Unit>> Handle(ExplainIssue request, CancellationToken ct)
    {
        if (await reconciliations.Find(request.Issue, ct) is not { } issue)
            return Error.NotFound("issue-not-found", "There is no such issue.");
        return issue.Explain(request.Explanation, clock.GetUtcNow()).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
