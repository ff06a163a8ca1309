using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Payments;

/// <summary>Where finance sees that every provider movement is explained, or by whom it must be.</summary>
public sealed class ReconciliationEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var runs = routes.MapGroup("/finance/reconciliations").WithTags("Reconciliation");
        runs.MapGet("", List).Needs("payments.reconciliation.read").WithSummary("Daily comparisons with providers")
            .Produces<Page<ReconciliationView>>();
        runs.MapGet("/{id:guid}", Get).Needs("payments.reconciliation.read").WithSummary("One comparison with its issues")
            .Produces<ReconciliationView>();
        runs.MapGet("/issues", Issues).Needs("payments.reconciliation.read").WithSummary("Differences that wait for an explanation")
            .Produces<Page<IssueView>>();
        runs.MapPost("/issues/{id:guid}/explain", Explain).Needs("payments.reconciliation.explain").WithSummary("Explain a difference")
            .Produces(204);
    }

    private static async Task<IResult> List(
        string? provider, PageQuery page, IQuery<ListReconciliations, Page<ReconciliationView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListReconciliations(provider, page.Request), ct));

    private static async Task<IResult> Get(Guid id, IQuery<GetReconciliation, ReconciliationView> get, CancellationToken ct) =>
        Answer.Tagged(await get.Handle(new GetReconciliation(id), ct));

    private static async Task<IResult> Issues(bool? all, PageQuery page, IQuery<ListIssues, Page<IssueView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListIssues(all is not true, page.Request), ct));

    private static async Task<IResult> Explain(Guid id, ExplanationBody body, IUseCase<ExplainIssue, Unit> explain, CancellationToken ct) =>
        Answer.NoContent(await explain.Handle(new ExplainIssue(id, body.Explanation), ct));

    /// <summary>What happened, in a sentence.</summary>
    public sealed record ExplanationBody(string Explanation);
}
