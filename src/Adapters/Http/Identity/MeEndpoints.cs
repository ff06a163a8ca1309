using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>The caller's own account and devices.</summary>
public sealed class MeEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var me = routes.MapGroup("/me").WithTags("Account");
        me.MapGet("", Get).Roles(EveryRole.Names).WithSummary("My account").Produces<UserView>();
        me.MapPatch("", Update).Roles(EveryRole.Names).RequireIfMatch().WithSummary("Change my name or language")
            .Produces<UserView>();
        me.MapGet("/devices", Devices).Roles(EveryRole.Names).WithSummary("Where I am signed in")
            .Produces<Page<DeviceView>>();
        me.MapDelete("/devices/{id:guid}", SignOut).Roles(EveryRole.Names).WithSummary("Sign out of a device").Produces(204);
    }

    private static async Task<IResult> Get(Caller caller, IQuery<GetUser, UserView> get, CancellationToken ct) =>
        Answer.Tagged(await get.Handle(new GetUser(caller.User!.Value), ct), v => v.Version);

    private static async Task<IResult> Update(
        MeBody body, IfMatch match, Caller caller, IUseCase<UpdateMe, Unit> update, IQuery<GetUser, UserView> get,
        CancellationToken ct)
    {
        if (Refusals(body.Name.RefuseRemoval("/name"), body.Locale.RefuseRemoval("/locale")) is { } refusal) return refusal;

        var done = await update.Handle(
            new UpdateMe(caller.User!.Value, body.Name.Value, body.Locale.Value, match.Version), ct);
        return done.Failed(out var error) ? Problem.From(error) : await Get(caller, get, ct);
    }

    private static async Task<IResult> Devices(
        Caller caller, IQuery<ListDevices, IReadOnlyList<DeviceView>> list, CancellationToken ct) =>
        Answer.Ok(
            await list.Handle(new ListDevices(caller.User!.Value, caller.Session!.Value), ct),
            d => new Page<DeviceView>(d, null));

    private static async Task<IResult> SignOut(
        Guid id, Caller caller, IUseCase<EndSession, Unit> end, CancellationToken ct) =>
        Answer.NoContent(await end.Handle(new EndSession(caller.User!.Value, new SessionId(id)), ct));

    private static IResult? Refusals(params FieldError?[] fields)
    {
        var refused = fields.OfType<FieldError>().ToArray();
        return refused.Length == 0
            ? null
            : Problem.Of(422, "validation-failed", "Some fields are not acceptable.", refused);
    }

    /// <summary>What to change; fields left out stay as they are.</summary>
    public sealed record MeBody
    {
        /// <summary>How I am called.</summary>
        public Patched<string> Name { get; init; }

        /// <summary>My language.</summary>
        public Patched<string> Locale { get; init; }
    }
}
