using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Payments;

internal sealed class ListReconciliationsHandler(MarketplaceDb db) : IQuery<ListReconciliations, Page<ReconciliationView>>
{
    public async Task<Result<Page<ReconciliationView>>> Handle(ListReconciliations request, CancellationToken ct)
    {
        if (!IssueViews.TryCursor(request.Page, out var last)) return IssueViews.BadCursor;

        var (provider, limit) = (request.Provider, request.Page.Limit);
        var rows = await db.Set<ReconciliationRun>().AsNoTracking()
            .Where(r => (provider == null || r.Provider == provider) && (last == null || r.Id < last))
            .OrderByDescending(r => r.Id).Take(limit + 1)
            .Select(r => new { Run = r, Open = db.Set<ReconciliationIssue>().Count(i => i.Run == r.Id && i.ExplainedAt == null) })
            .ToListAsync(ct);
        var items = rows.Take(limit).Select(r => IssueViews.Of(r.Run, r.Open, null)).ToList();
        return new Page<ReconciliationView>(items, rows.Count > limit ? Cursor.Encode(items[^1].Id.ToString()) : null);
    }
}

internal sealed class GetReconciliationHandler(MarketplaceDb db) : IQuery<GetReconciliation, ReconciliationView>
{
    public async Task<Result<ReconciliationView>> Handle(GetReconciliation request, CancellationToken ct)
    {
        var run = await db.Set<ReconciliationRun>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == request.Run, ct);
        if (run is null) return Error.NotFound("reconciliation-not-found", "There is no such reconciliation.");

        var issues = await db.Set<ReconciliationIssue>().AsNoTracking().Where(i => i.Run == run.Id).OrderBy(i => i.Id).Take(1000).ToListAsync(ct);
        return IssueViews.Of(run, issues.Count(i => i.ExplainedAt is null), [.. issues.Select(IssueViews.Of)]);
    }
}

internal sealed class ListIssuesHandler(MarketplaceDb db) : IQuery<ListIssues, Page<IssueView>>
{
    public async Task<Result<Page<IssueView>>> Handle(ListIssues request, CancellationToken ct)
    {
        if (!IssueViews.TryCursor(request.Page, out var last)) return IssueViews.BadCursor;

        var (open, limit) = (request.Open, request.Page.Limit);
        var rows = await db.Set<ReconciliationIssue>().AsNoTracking()
            .Where(i => (!open || i.ExplainedAt == null) && (last == null || i.Id < last))
            .OrderByDescending(i => i.Id).Take(limit + 1).ToListAsync(ct);
        var items = rows.Take(limit).Select(IssueViews.Of).ToList();
        return new Page<IssueView>(items, rows.Count > limit ? Cursor.Encode(items[^1].Id.ToString()) : null);
    }
}

internal static class IssueViews
{
    public static Error BadCursor { get; } =
        Error.Invalid("cursor-invalid", "The cursor is not one of ours.", new FieldError("/cursor", "invalid", "Not a cursor."));

    public static bool TryCursor(PageRequest page, out Guid? last)
    {
        last = null;
        if (page.Cursor is null) return true;
        if (!Cursor.TryDecode(page.Cursor, 1, out var values) || !Guid.TryParse(values[0], out var id)) return false;
        last = id;
        return true;
    }

    public static ReconciliationView Of(ReconciliationRun run, int open, IReadOnlyList<IssueView>? issues) => new(
        run.Id, run.Provider, run.Day, run.Mismatches == 0 ? "BALANCED" : open > 0 ? "MISMATCH" : "EXPLAINED",
        run.Matched, run.Timing, run.Mismatches, run.RanAt, issues);

    public static IssueView Of(ReconciliationIssue i) => new(
        i.Id, i.Run, i.Provider, i.Kind, i.Reference, i.OurId, i.Expected, i.Actual, i.Owner, i.OpenedAt, i.ExplainedAt, i.Explanation);
}
