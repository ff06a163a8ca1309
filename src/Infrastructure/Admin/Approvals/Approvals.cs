using System.Text.Json;
using Marketplace.Application;
using Marketplace.Application.Admin;
using Marketplace.Domain.Admin;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Admin;

internal sealed class Approvals(MarketplaceDb db) : IApprovals
{
    public Task<Approval?> Find(ApprovalId id, CancellationToken ct) => db.Set<Approval>().FirstOrDefaultAsync(a => a.Id == id, ct);

    public async Task<Approval?> FindSame(string kind, string payload, DateTimeOffset at, CancellationToken ct)
    {
        await db.Begin(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({"approval " + kind}, 0))", ct);
        return await db.Set<Approval>().FirstOrDefaultAsync(
            a => a.Kind == kind && a.Status == ApprovalStatus.Pending && a.ExpiresAt > at && a.Payload == payload, ct);
    }

    public async Task<IReadOnlyList<Approval>> Overdue(DateTimeOffset at, CancellationToken ct) => await db.Set<Approval>()
        .Where(a => a.Status == ApprovalStatus.Pending && a.ExpiresAt <= at).OrderBy(a => a.Id).ToListAsync(ct);

    public void Add(Approval approval) => db.Add(approval);
}

/// <summary>Runs in a scope of its own: what waits for a second person is durable before the proposer hears of it.</summary>
internal sealed class FourEyes(IServiceScopeFactory scopes, Invocation caller) : IFourEyes
{
    public async Task<Result<Decided>> Ask(Proposal proposal, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        Introduce(scope.ServiceProvider.GetRequiredService<Invocation>());
        return await scope.ServiceProvider.GetRequiredService<IUseCase<AskSecondPerson, Decided>>().Handle(new(proposal), ct);
    }

    public async Task<Result> Close(ApprovalId approval, string? refusal, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        Introduce(scope.ServiceProvider.GetRequiredService<Invocation>());
        var closed = await scope.ServiceProvider.GetRequiredService<IUseCase<CloseApproval, Unit>>().Handle(new(approval, refusal), ct);
        return closed.Failed(out var error) ? error : Result.Ok;
    }

    // The history says who asked; the key stays with the request that asked.
    private void Introduce(Invocation own) =>
        (own.Actor, own.Role, own.RequestId, own.Client, own.Action, own.Session) =
        (caller.Actor, caller.Role, caller.RequestId, caller.Client, caller.Action, caller.Session);
}

internal sealed class ListApprovalsHandler(MarketplaceDb db) : IQuery<ListApprovals, Page<ApprovalView>>
{
    public async Task<Result<Page<ApprovalView>>> Handle(ListApprovals request, CancellationToken ct)
    {
        if (!Keyset.TryRead(request.Page.Cursor, out var after)) return Keyset.Broken;

        var statuses = request.Statuses.Count == 0 ? Enum.GetValues<ApprovalStatus>() : [.. request.Statuses];
        var names = statuses.Select(EnumText<ApprovalStatus>.Write).ToArray();
        var (kinds, reader) = (request.Kinds.ToArray(), request.Reader.Value);
        var found = await db.Set<Approval>()
            .FromSql($"""
                SELECT *, xmin FROM admin.approvals
                WHERE id < {after} AND status = ANY ({names}) AND (kind = ANY ({kinds}) OR proposed_by = {reader})
                ORDER BY id DESC LIMIT {request.Page.Limit + 1}
                """)
            .AsNoTracking().ToListAsync(ct);
        return Keyset.Page(found.Select(ApprovalViews.Of).ToList(), request.Page.Limit, a => a.Id);
    }
}

internal sealed class GetApprovalHandler(MarketplaceDb db) : IQuery<GetApproval, ApprovalView>
{
    public async Task<Result<ApprovalView>> Handle(GetApproval request, CancellationToken ct) =>
        await db.Set<Approval>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == request.Approval, ct) is { } approval
            ? ApprovalViews.Of(approval)
            : ApprovalErrors.NotFound;
}

internal static class ApprovalViews
{
    public static ApprovalView Of(Approval a) => new(
        a.Id.Value, a.Kind, a.About, JsonDocument.Parse(a.Payload).RootElement, a.Status, a.ProposedBy.Value, a.ProposedAt, a.ExpiresAt,
        a.DecidedBy?.Value, a.DecidedAt, a.Reason, a.Version);
}

internal sealed class ApprovalMapping : IEntityTypeConfiguration<Approval>
{
    public void Configure(EntityTypeBuilder<Approval> builder)
    {
        builder.ToTable("approvals", "admin");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Kind).HasMaxLength(60);
        builder.Property(a => a.Status).HasEnum();
        builder.Property(a => a.Reason).HasMaxLength(300);
        builder.IsAudited();
        builder.HasIndex(a => a.ExpiresAt).HasFilter("status = 'PENDING'");
        builder.HasVersion();
    }
}
