using Marketplace.Application;
using Marketplace.Application.Admin;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Admin;

/// <summary>The audit log for administrators.</summary>
public sealed class AuditEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/audit").WithTags("Audit");
        audit.MapGet("", List).Needs("admin.audit.read").ShowsPersonal("audit").WithSummary("Who did what, newest first").Produces<Page<AuditView>>();
        audit.MapGet("/verification", Verify).Needs("admin.audit.read").WithSummary("Whether the log is what was written")
            .Produces<AuditVerificationView>();
    }

    private static async Task<IResult> List(
        [AsParameters] Filter filter, PageQuery page, IQuery<ListAudit, Page<AuditView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(
            new ListAudit(page.Request, filter.Actor, filter.EntityType, filter.EntityId, filter.Action, filter.From, filter.To), ct));

    private static async Task<IResult> Verify(IQuery<GetAuditVerification, AuditVerificationView> verify, CancellationToken ct) =>
        Answer.Ok(await verify.Handle(new GetAuditVerification(), ct));

    /// <summary>Which lines to show.</summary>
    public sealed record Filter(
        string? Actor, string? EntityType, Guid? EntityId, string? Action, DateTimeOffset? From, DateTimeOffset? To);
}
