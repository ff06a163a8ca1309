using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>Giving tokens back, ending other devices, and the keys that sign.</summary>
public sealed class TokenEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/auth/revoke", Revoke).Anyone().WithMetadata(new IgnoresBadToken()).WithTags("Sign-in")
            .WithSummary("Give a token back: an access token ends at once, a refresh token with its session").Produces(204);
        routes.MapDelete("/me/devices", EndOthers).Roles(EveryRole.Names).WithTags("Account")
            .WithSummary("Sign out of every other device").Produces(204);
        routes.MapPost("/users/{id:guid}/sign-out", SignOut).Needs("identity.session.end").WithTags("Users")
            .WithSummary("End every session of an account").Produces(204);

        var keys = routes.MapGroup("/admin/signing-keys").WithTags("Admin");
        keys.MapGet("", List).Needs("identity.signing-key.read").WithSummary("Keys of access tokens, newest first").Produces<Page<TokenKeyView>>();
        keys.MapPost("/rotate", Rotate).Needs("identity.signing-key.rotate").WithSummary("Let the next key sign").Produces<Page<TokenKeyView>>();
    }

    private static async Task<IResult> Revoke(
        RevokeBody body, Invocation invocation, IAccessTokens tokens, IUseCase<RevokeToken, Unit> revoke, CancellationToken ct)
    {
        invocation.Key = null;
        if (body.Token.Length is 0 or > 4096)
        {
            return Problem.Of(422, "validation-failed", "Some fields are not acceptable.",
                new FieldError("/token", "length", "A token has 1 to 4096 characters."));
        }

        // An API key is ended where it was made; here it is only a text nobody knows.
        var claims = body.Token.Contains('.', StringComparison.Ordinal) ? await tokens.Read(body.Token, ct) : null;
        return Answer.NoContent(await revoke.Handle(new RevokeToken(body.Token, claims), ct));
    }

    private static async Task<IResult> EndOthers(Caller caller, IUseCase<EndOtherSessions, Unit> end, CancellationToken ct) =>
        Answer.NoContent(await end.Handle(new EndOtherSessions(caller.User!.Value, caller.Session!.Value), ct));

    private static async Task<IResult> SignOut(Guid id, IUseCase<EndAllSessions, Unit> end, CancellationToken ct) =>
        Answer.NoContent(await end.Handle(new EndAllSessions(new UserId(id)), ct));

    private static async Task<IResult> List(IQuery<ListTokenKeys, IReadOnlyList<TokenKeyView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListTokenKeys(), ct), keys => new Page<TokenKeyView>(keys, null));

    private static async Task<IResult> Rotate(
        RotateBody? body, IUseCase<RotateSigningKeys, Unit> rotate, ISigningKeyRing ring,
        IQuery<ListTokenKeys, IReadOnlyList<TokenKeyView>> list, CancellationToken ct)
    {
        var done = await rotate.Handle(new RotateSigningKeys(body?.Compromised == true), ct);
        if (done.Failed(out var refusal)) return Problem.From(refusal);

        await ring.Refresh(ct);
        return await List(list, ct);
    }

    /// <summary>The access or refresh token to end.</summary>
    public sealed record RevokeBody(string Token)
    {
        /// <inheritdoc/>
        public override string ToString() => "RevokeBody ***";
    }

    /// <summary>Whether the signing key is in wrong hands: then its tokens are refused at once.</summary>
    public sealed record RotateBody(bool Compromised = false);
}
