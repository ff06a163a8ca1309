using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>Administrators look after accounts and their roles.</summary>
public sealed class UserEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/users").WithTags("Users");
        users.MapGet("", List).Needs("identity.user.read").ShowsPersonal("user").WithSummary("Accounts, newest first").Produces<Page<UserView>>();
        users.MapGet("/{id:guid}", Get).Needs("identity.user.read").ShowsPersonal("user").WithSummary("An account").Produces<UserView>();
        users.MapPost("/{id:guid}/roles", ChangeRole).Needs("identity.role.grant").RequireFreshSignIn()
            .WithSummary("Grant a role or take it away; roles of the back office wait for a second person").Produces<UserView>()
            .Produces<SecondPerson.WaitingBody>(202);
    }

    private static async Task<IResult> List(
        string? role, string? email, PageQuery page, IQuery<ListUsers, Page<UserView>> list, CancellationToken ct)
    {
        if (role is not null && !RoleNames.TryRead(role, out _)) return Problem.From(UserErrors.UnknownRole);
        return Answer.Ok(await list.Handle(new ListUsers(page.Request, role, email), ct));
    }

    private static async Task<IResult> Get(Guid id, IQuery<GetUser, UserView> get, CancellationToken ct) =>
        Answer.Tagged(await get.Handle(new GetUser(new UserId(id)), ct), v => v.Version);

    private static async Task<IResult> ChangeRole(
        Guid id, RoleBody body, Caller caller, IUseCase<ChangeRole, Decided> change, IQuery<GetUser, UserView> get,
        CancellationToken ct)
    {
        var done = await change.Handle(
            new ChangeRole(new UserId(id), body.Role, body.Granted, body.Reason, caller.User!.Value), ct);
        if (!done.Succeeded(out var decided, out var refusal)) return Problem.From(refusal);
        return decided.Waiting is { } approval ? SecondPerson.Waits(approval) : await Get(id, get, ct);
    }

    /// <summary>The role and whether the account shall have it.</summary>
    public sealed record RoleBody(string Role, bool Granted, string? Reason = null);
}
