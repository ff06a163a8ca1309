using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Payments;

/// <summary>Finance's books and the fee schedule.</summary>
public sealed class FinanceEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var finance = routes.MapGroup("/finance").WithTags("Finance");
        finance.MapGet("/ledger", Accounts).Needs("payments.ledger.read").WithSummary("Ledger accounts and their balances")
            .Produces<Page<LedgerAccountView>>();
        finance.MapGet("/ledger/postings", Postings).Needs("payments.ledger.read").WithSummary("Postings, of one account or of all")
            .Produces<Page<LedgerPostingView>>();
        finance.MapGet("/ledger/trial-balance", TrialBalance).Needs("payments.ledger.read").WithSummary("Whether the books balance")
            .Produces<TrialBalanceView>();
        finance.MapGet("/fee-schedules", Fees).Needs("payments.fee.read").WithSummary("The fee schedule")
            .Produces<Page<FeeRuleView>>();
        finance.MapPost("/fee-schedules", AddFee).Needs("payments.fee.change").RequireIdempotencyKey().WithSummary("Add a rule to the fee schedule")
            .Produces<CreatedBody>(201).Produces<SecondPerson.WaitingBody>(202);
    }

    private static async Task<IResult> Accounts(
        string? prefix, PageQuery page, IQuery<ListLedgerAccounts, Page<LedgerAccountView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListLedgerAccounts(Clean(prefix), page.Request), ct));

    private static async Task<IResult> Postings(
        string? account, PageQuery page, IQuery<ListLedgerPostings, Page<LedgerPostingView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListLedgerPostings(Clean(account), page.Request), ct));

    private static async Task<IResult> TrialBalance(IQuery<GetTrialBalance, TrialBalanceView> get, CancellationToken ct) =>
        Answer.Ok(await get.Handle(new GetTrialBalance(), ct));

    private static async Task<IResult> Fees(IQuery<ListFeeRules, IReadOnlyList<FeeRuleView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListFeeRules(), ct), rules => new Page<FeeRuleView>(rules, null));

    private static async Task<IResult> AddFee(FeeBody body, Caller caller, IUseCase<CreateFeeRule, FeeRuleAdded> create, CancellationToken ct)
    {
        var scope = new FeeScopeRequest(
            body.ShopId is { } s ? new ShopId(s) : null, body.CategoryId is { } c ? new CategoryId(c) : null,
            body.ProductId is { } p ? new ProductId(p) : null, body.PriceFrom, body.PriceTo, body.ValidFrom, body.ValidTo, body.Delivery);
        var charge = new FeeChargeRequest(body.Percent, body.PerUnit, body.Floor, body.Cap);
        var added = await create.Handle(new CreateFeeRule(body.Position, body.Name, scope, charge, caller.User!.Value), ct);
        if (added.Succeeded(out var rule, out _) && rule.Waiting is { } approval) return SecondPerson.Waits(approval);
        return Answer.Created(added, r => $"/api/v1/finance/fee-schedules/{r.Rule}", r => new CreatedBody(r.Rule!.Value.Value));
    }

    // PostgreSQL has no zero byte in text.
    private static string? Clean(string? text) => text?.Replace("\0", "", StringComparison.Ordinal);

    /// <summary>A fee rule: percent in millionths (150000 is 15 %), amounts in the market's currency.</summary>
    public sealed record FeeBody(
        int Position, string Name, int Percent, Guid? ShopId = null, Guid? CategoryId = null, Guid? ProductId = null,
        Money? PriceFrom = null, Money? PriceTo = null, DateTimeOffset? ValidFrom = null, DateTimeOffset? ValidTo = null,
        bool Delivery = false, Money? PerUnit = null, Money? Floor = null, Money? Cap = null);

    /// <summary>The rule that was added.</summary>
    public sealed record CreatedBody(Guid Id);
}
