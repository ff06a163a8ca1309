using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Admin;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>Roles of the back office: those of the product, and those the market makes from its permissions.</summary>
public sealed class RoleEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/permissions", ListPermissions).Needs("identity.role.read").WithTags("Roles")
            .WithSummary("Every permission and the roles of the product that have it").Produces<Page<PermissionBody>>();
        var roles = routes.MapGroup("/roles").WithTags("Roles");
        roles.MapGet("", List).Needs("identity.role.read").WithSummary("Roles with their permissions").Produces<Page<RoleView>>();
        roles.MapPut("/{name}", Define).Needs("identity.role.define").RequireFreshSignIn()
            .WithSummary("Make a role, or say anew what it may; more rights wait for a second person")
            .Produces(204).Produces<SecondPerson.WaitingBody>(202);
        roles.MapDelete("/{name}", Remove).Needs("identity.role.define").RequireFreshSignIn()
            .WithSummary("Do away with a role the market made").Produces(204);
    }

    private static IResult ListPermissions() => TypedResults.Json(
        new Page<PermissionBody>(
            [.. Permissions.All.Select(p => new PermissionBody(p.Name, p.Says, p.Only, p.Roles, p.CanBeGiven))], null), Wire.Json);

    private static async Task<IResult> List(IQuery<ListRoles, IReadOnlyList<RoleView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListRoles(), ct), roles => new Page<RoleView>(roles, null));

    private static async Task<IResult> Define(
        string name, RoleBody body, Caller caller, IUseCase<DefineRole, Decided> define, CancellationToken ct) =>
        SecondPerson.Or(await define.Handle(new DefineRole(name, body.Title, body.Permissions, caller.User!.Value), ct));

    private static async Task<IResult> Remove(string name, IUseCase<RemoveRole, Unit> remove, CancellationToken ct) =>
        Answer.NoContent(await remove.Handle(new RemoveRole(name), ct));

    /// <summary>What the role is called and may.</summary>
    public sealed record RoleBody(string Title, IReadOnlyList<string> Permissions);

    /// <summary>A permission.</summary>
    public sealed record PermissionBody(string Name, string Says, Reach Only, IReadOnlyList<string> Roles, bool CanBeGiven);
}
