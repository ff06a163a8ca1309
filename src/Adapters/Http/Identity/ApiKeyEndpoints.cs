using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Kernel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>A shop's keys for its own programs.</summary>
public sealed class ApiKeyEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/me/api-keys").WithTags("API keys");
        keys.MapGet("", List).Needs("identity.api-key.read").WithSummary("The shop's keys, newest first").Produces<Page<ApiKeyView>>();
        keys.MapPost("", Issue).Needs("identity.api-key.manage").RequireFreshSignIn().WithSummary("Make a key; its secret is shown this once").Produces<KeyBody>(201);
        keys.MapPost("/{id:guid}/rotate", Rotate).Needs("identity.api-key.manage").RequireFreshSignIn()
            .WithSummary("Replace a key; the old one works for another day").Produces<KeyBody>(201);
        keys.MapDelete("/{id:guid}", Revoke).Needs("identity.api-key.manage").WithSummary("End a key at once").Produces(204);
    }

    private static async Task<IResult> List(
        Caller caller, IQuery<ListApiKeys, IReadOnlyList<ApiKeyView>> list, CancellationToken ct) =>
        Answer.Ok(await list.Handle(new ListApiKeys(caller.Shop), ct), keys => new Page<ApiKeyView>(keys, null));

    private static async Task<IResult> Issue(
        NewKeyBody body, HttpContext context, Invocation invocation, Caller caller, IUseCase<IssueApiKey, IssuedApiKey> issue,
        CancellationToken ct)
    {
        KeepSecret(context, invocation);
        var request = new IssueApiKey(caller.User!.Value, caller.Shop, body.Name, body.Scopes, body.Days);
        return Answer.Created(await issue.Handle(request, ct), Location, Body);
    }

    private static async Task<IResult> Rotate(
        Guid id, HttpContext context, Invocation invocation, Caller caller, IUseCase<RotateApiKey, IssuedApiKey> rotate,
        CancellationToken ct)
    {
        KeepSecret(context, invocation);
        return Answer.Created(await rotate.Handle(new RotateApiKey(new ApiKeyId(id), caller.Shop), ct), Location, Body);
    }

    private static async Task<IResult> Revoke(Guid id, Caller caller, IUseCase<RevokeApiKey, Unit> revoke, CancellationToken ct) =>
        Answer.NoContent(await revoke.Handle(new RevokeApiKey(new ApiKeyId(id), caller.Shop), ct));

    // The answer holds the secret: it is kept nowhere, also not for replays of an Idempotency-Key.
    private static void KeepSecret(HttpContext context, Invocation invocation)
    {
        context.Response.Headers.CacheControl = "no-store";
        invocation.Key = null;
    }

    private static string Location(IssuedApiKey key) => $"/api/v1/me/api-keys/{key.Id}";

    private static KeyBody Body(IssuedApiKey key) => new(key.Id.Value, key.Secret, key.Name, key.Scopes, key.ExpiresAt);

    /// <summary>What the key is called, what it may do, and for how many days.</summary>
    public sealed record NewKeyBody(string Name, IReadOnlyList<string> Scopes, int? Days = null);

    /// <summary>A key with its secret.</summary>
    public sealed record KeyBody(Guid Id, string Secret, string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt)
    {
        /// <inheritdoc/>
        public override string ToString() => "KeyBody ***";
    }
}
