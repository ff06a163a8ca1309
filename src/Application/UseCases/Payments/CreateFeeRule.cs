using FluentValidation;
using Marketplace.Domain.Payments;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;

namespace Marketplace.Application.Payments;

/// <summary>Finance adds a rule to the fee schedule, two persons together (S14); placed orders keep their terms.</summary>
/// <param name="Approval">The approval that is carried out; null when somebody asks.</param>
public sealed record CreateFeeRule(
    int Position, string Name, FeeScopeRequest Scope, FeeChargeRequest Charge, UserId By, ApprovalId? Approval = null);

/// <summary>The rule, or the approval that waits for a second person.</summary>
public sealed record FeeRuleAdded(FeeRuleId? Rule, ApprovalId? Waiting);

/// <summary>What the rule is about.</summary>
public sealed record FeeScopeRequest(
    ShopId? Shop, CategoryId? Category, ProductId? Product, Money? PriceFrom, Money? PriceTo, DateTimeOffset? From, DateTimeOffset? To,
    bool Delivery);

/// <summary>What the rule takes: percent in millionths (150000 is 15 %), a fixed fee per unit, floor and cap per line.</summary>
public sealed record FeeChargeRequest(int Percent, Money? PerUnit, Money? Floor, Money? Cap);

/// <summary>Shape of a rule.</summary>
public sealed class CreateFeeRuleValidator : AbstractValidator<CreateFeeRule>
{
    /// <summary>Rules.</summary>
    public CreateFeeRuleValidator()
    {
        RuleFor(r => r.Position).InclusiveBetween(1, 1_000_000);
        RuleFor(r => r.Name).NotEmpty().MaximumLength(100);
    }
}

/// <summary>Adds the rule at a free place of the list.</summary>
public sealed class CreateFeeRuleHandler(IFeeRules rules, IFourEyes eyes, IMarketTerms market, TimeProvider clock)
    : IUseCase<CreateFeeRule, FeeRuleAdded>
{
    /// <inheritdoc/>
    public async Task<Result<FeeRuleAdded>> Handle(CreateFeeRule request, CancellationToken ct)
    {
        var currency = market.Current.Currency;
        Money?[] named =
            [request.Scope.PriceFrom, request.Scope.PriceTo, request.Charge.PerUnit, request.Charge.Floor, request.Charge.Cap];
        if (named.Any(m => m is { } money && (money.Currency != currency || money.IsNegative)))
            return Error.Invalid("fee-rule-invalid", $"Amounts of a rule are {currency} and not negative.");
        if (await rules.IsTaken(request.Position, ct))
            return Error.Conflict("fee-position-taken", "Another rule has this place in the list.");

        var at = clock.GetUtcNow();
        var (scope, charge) = (request.Scope, request.Charge);
        var made = FeeRule.Create(
            FeeRuleId.New(at), request.Position, request.Name,
            new FeeScope(scope.Shop, scope.Category, scope.Product, scope.PriceFrom, scope.PriceTo, scope.From ?? at, scope.To, scope.Delivery),
            new FeeCharge(new Rate(charge.Percent), charge.PerUnit ?? Money.Zero(currency), charge.Floor, charge.Cap), at);
        if (made.Failed(out var refusal, out var rule)) return refusal;

        if (request.Approval is null)
        {
            var proposal = new Proposal(
                "payments.fee.change", scope.Shop?.Value ?? Guid.Empty, ApprovalPayload.Write(request), request.By);
            if ((await eyes.Ask(proposal, ct)).Failed(out var notNow, out var decided)) return notNow;
            if (decided.Waiting is { } waiting) return new FeeRuleAdded(null, waiting);
        }

        rules.Add(rule);
        return new FeeRuleAdded(rule.Id, null);
    }
}
