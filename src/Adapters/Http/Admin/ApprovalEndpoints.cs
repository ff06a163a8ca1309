using System.Text.Json;
using Marketplace.Application;
using Marketplace.Application.Admin;
using Marketplace.Domain.Admin;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Admin;

/// <summary>What one person proposed and another has to agree to.</summary>
public sealed class ApprovalEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var approvals = routes.MapGroup("/approvals").WithTags("Approvals");
        approvals.MapGet("", List).Needs("admin.approval.read").WithSummary("What waits for a second person and what became of it, newest first")
            .Produces<Page<ApprovalView>>();
        approvals.MapGet("/{id:guid}", Get).Needs("admin.approval.read").WithSummary("One approval with the request it is about")
            .Produces<ApprovalView>();
        approvals.MapPost("/{id:guid}/approve", Approve).Needs("admin.approval.decide").RequireFreshSignIn()
            .WithSummary("Agree as the second person; it is carried out then").Produces<ApprovalView>();
        approvals.MapPost("/{id:guid}/reject", Reject).Needs("admin.approval.decide").WithSummary("Turn a proposal down")
            .Produces<ApprovalView>();
        approvals.MapPost("/{id:guid}/withdraw", Withdraw).Needs("admin.approval.read").WithSummary("Take the own proposal back")
            .Produces<ApprovalView>();
    }

    private static async Task<IResult> List(
        string? status, PageQuery page, Caller caller, IQuery<ListApprovals, Page<ApprovalView>> list, CancellationToken ct)
    {
        var kinds = Permissions.All.Where(caller.May).Select(p => p.Name).ToList();
        return Answer.Ok(await list.Handle(new ListApprovals(kinds, caller.User!.Value, Statuses(status), page.Request), ct));
    }

    private static async Task<IResult> Get(Guid id, Caller caller, IQuery<GetApproval, ApprovalView> get, CancellationToken ct) =>
        Answer.Tagged(await Seen(id, caller, get, ct), a => a.Version);

    private static Task<IResult> Approve(
        Guid id, Caller caller, IUseCase<AnswerProposal, Unit> answer, IQuery<GetApproval, ApprovalView> get, CancellationToken ct) =>
        Say(new AnswerProposal(new ApprovalId(id), ProposalAnswer.Approve, null, caller.User!.Value), caller, answer, get, ct);

    private static Task<IResult> Reject(
        Guid id, ReasonBody body, Caller caller, IUseCase<AnswerProposal, Unit> answer, IQuery<GetApproval, ApprovalView> get,
        CancellationToken ct) =>
        Say(new AnswerProposal(new ApprovalId(id), ProposalAnswer.Reject, body.Reason, caller.User!.Value), caller, answer, get, ct);

    private static Task<IResult> Withdraw(
        Guid id, Caller caller, IUseCase<AnswerProposal, Unit> answer, IQuery<GetApproval, ApprovalView> get, CancellationToken ct) =>
        Say(new AnswerProposal(new ApprovalId(id), ProposalAnswer.Withdraw, null, caller.User!.Value), caller, answer, get, ct);

    private static async Task<IResult> Say(
        AnswerProposal said, Caller caller, IUseCase<AnswerProposal, Unit> answer, IQuery<GetApproval, ApprovalView> get,
        CancellationToken ct)
    {
        if ((await Seen(said.Approval.Value, caller, get, ct)).Failed(out var hidden)) return Problem.From(hidden);

        var done = await answer.Handle(said, ct);
        return done.Failed(out var refusal) ? Problem.From(refusal) : await Get(said.Approval.Value, caller, get, ct);
    }

    // A kind is a permission: who could not do it does not see who wants it, and the kind of an approval never changes.
    private static async Task<Result<ApprovalView>> Seen(
        Guid id, Caller caller, IQuery<GetApproval, ApprovalView> get, CancellationToken ct)
    {
        var found = await get.Handle(new GetApproval(new ApprovalId(id)), ct);
        if (found.Failed(out _, out var view)) return found;
        return view.ProposedBy == caller.User!.Value.Value || (Permissions.Find(view.Kind) is { } needed && caller.May(needed))
            ? view
            : ApprovalErrors.NotFound;
    }

    private static List<ApprovalStatus> Statuses(string? text)
    {
        var statuses = new List<ApprovalStatus>();
        foreach (var name in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var known = Enum.GetValues<ApprovalStatus>().Where(s => JsonNamingPolicy.SnakeCaseUpper.ConvertName(s.ToString()) == name).ToList();
            if (known.Count == 0) throw new MalformedParameterException("status", "status lists states such as PENDING,DONE.");
            statuses.AddRange(known);
        }

        return statuses;
    }

    /// <summary>Why not; told to the proposer.</summary>
    public sealed record ReasonBody(string Reason);
}
