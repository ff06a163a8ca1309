using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>Who works for a shop, and for which shops one works.</summary>
public sealed class StaffEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var staff = routes.MapGroup("/seller/staff").WithTags("Staff");
        staff.MapGet("", List).Needs("identity.staff.read").WithSummary("Who works for the shop or is invited").Produces<Page<PostView>>();
        staff.MapGet("/{id:guid}", Get).Needs("identity.staff.read").WithSummary("One post of the shop").Produces<PostView>();
        staff.MapPost("", Invite).Needs("identity.staff.manage").RequireFreshSignIn()
            .WithSummary("Invite somebody by e-mail as manager, warehouse, cashier or accountant").Produces<PostView>(201);
        staff.MapPatch("/{id:guid}", Move).Needs("identity.staff.manage").RequireFreshSignIn().RequireIfMatch()
            .WithSummary("Give another role, in force at once").Produces<PostView>();
        staff.MapDelete("/{id:guid}", Remove).Needs("identity.staff.manage").WithSummary("End a post or an invitation at once").Produces(204);

        var me = routes.MapGroup("/me").WithTags("Staff");
        me.MapGet("/shops", Shops).Roles(EveryRole.Names).WithSummary("Shops I own or work for, to be named in X-Shop")
            .Produces<Page<MyShopView>>();
        me.MapDelete("/shops/{id:guid}", Leave).Roles(EveryRole.Names).WithSummary("Stop working for a shop").Produces(204);
        me.MapGet("/invitations", Invitations).Roles(EveryRole.Names).WithSummary("Shops that want me").Produces<Page<InvitationView>>();
        me.MapPost("/invitations/{id:guid}/accept", Accept).Roles(EveryRole.Names).WithSummary("Begin to work for a shop")
            .Produces<Page<MyShopView>>();
        me.MapPost("/invitations/{id:guid}/decline", Decline).Roles(EveryRole.Names).WithSummary("Turn an invitation down").Produces(204);
    }

    private static async Task<IResult> List(Caller caller, IQuery<ListStaff, IReadOnlyList<PostView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListStaff(caller.Shop), ct), posts => new Page<PostView>(posts, null));

    private static async Task<IResult> Get(Guid id, Caller caller, IQuery<GetPost, PostView> get, CancellationToken ct) =>
        Answer.Tagged(await get.Handle(new GetPost(new PostId(id), caller.Shop), ct), p => p.Version);

    private static async Task<IResult> Invite(
        InvitationBody body, Caller caller, IUseCase<InviteStaff, PostId> invite, IQuery<GetPost, PostView> get, CancellationToken ct)
    {
        var invited = await invite.Handle(new InviteStaff(caller.User!.Value, caller.Shop, body.Email, body.Role), ct);
        if (!invited.Succeeded(out var post, out var refusal)) return Problem.From(refusal);
        return Answer.Created(await get.Handle(new GetPost(post, caller.Shop), ct), p => $"/api/v1/seller/staff/{p.Id}", p => p);
    }

    private static async Task<IResult> Move(
        Guid id, RoleBody body, IfMatch match, Caller caller, IUseCase<MoveStaff, Unit> move, IQuery<GetPost, PostView> get,
        CancellationToken ct)
    {
        var moved = await move.Handle(new MoveStaff(new PostId(id), caller.Shop, body.Role, match.Version), ct);
        return moved.Failed(out var refusal) ? Problem.From(refusal) : await Get(id, caller, get, ct);
    }

    private static async Task<IResult> Remove(Guid id, Caller caller, IUseCase<RemoveStaff, Unit> remove, CancellationToken ct) =>
        Answer.NoContent(await remove.Handle(new RemoveStaff(new PostId(id), caller.Shop), ct));

    private static async Task<IResult> Shops(Caller caller, IQuery<ListMyShops, IReadOnlyList<MyShopView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListMyShops(caller.User!.Value), ct), shops => new Page<MyShopView>(shops, null));

    private static async Task<IResult> Leave(Guid id, Caller caller, IUseCase<LeaveShop, Unit> leave, CancellationToken ct) =>
        Answer.NoContent(await leave.Handle(new LeaveShop(caller.User!.Value, new ShopId(id)), ct));

    private static async Task<IResult> Invitations(
        Caller caller, IQuery<ListMyInvitations, IReadOnlyList<InvitationView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListMyInvitations(caller.User!.Value), ct), found => new Page<InvitationView>(found, null));

    private static async Task<IResult> Accept(
        Guid id, Caller caller, IUseCase<AcceptInvitation, ShopId> accept, IQuery<ListMyShops, IReadOnlyList<MyShopView>> list,
        CancellationToken ct)
    {
        var accepted = await accept.Handle(new AcceptInvitation(new PostId(id), caller.User!.Value), ct);
        return accepted.Failed(out var refusal) ? Problem.From(refusal) : await Shops(caller, list, ct);
    }

    private static async Task<IResult> Decline(Guid id, Caller caller, IUseCase<DeclineInvitation, Unit> decline, CancellationToken ct) =>
        Answer.NoContent(await decline.Handle(new DeclineInvitation(new PostId(id), caller.User!.Value), ct));

    /// <summary>Whom to invite as what: manager, warehouse, cashier or accountant.</summary>
    public sealed record InvitationBody(string Email, string Role)
    {
        /// <inheritdoc/>
        public override string ToString() => "InvitationBody ***";
    }

    /// <summary>The role to have from now on.</summary>
    public sealed record RoleBody(string Role);
}
