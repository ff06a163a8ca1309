using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>Support helps people whose letters do not arrive.</summary>
public sealed class ConfirmByHandEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGroup("/users").WithTags("Users").MapPost("/{id:guid}/confirm", Confirm).Needs("identity.user.confirm").RequireFreshSignIn()
            .ShowsPersonal("user").WithSummary("Take an e-mail address or phone as proved, for a reason").Produces(204);

    private static async Task<IResult> Confirm(
        Guid id, ConfirmBody body, Caller caller, IUseCase<ConfirmByHand, Unit> confirm, CancellationToken ct) =>
        Answer.NoContent(await confirm.Handle(
            new ConfirmByHand(new UserId(id), body.Email, body.Phone, body.Reason, caller.User!.Value), ct));

    /// <summary>The proved address or phone, and how it was proved.</summary>
    public sealed record ConfirmBody(string Reason, string? Email = null, string? Phone = null)
    {
        /// <inheritdoc/>
        public override string ToString() => "ConfirmBody ***";
    }
}
