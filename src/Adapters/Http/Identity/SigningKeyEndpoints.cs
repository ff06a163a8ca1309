using Marketplace.Application;
using Marketplace.Application.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Adapters.Http.Identity;

/// <summary>The public keys of access tokens, at the address everybody looks for them.</summary>
public sealed class SigningKeyEndpoints : IRootEndpoints
{
    /// <inheritdoc/>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/.well-known/jwks.json", Keys).Anyone().WithTags("Sign-in")
            .WithSummary("Keys that prove access tokens").Produces<SigningKeysView>();

    private static async Task<IResult> Keys(
        HttpContext context, IQuery<GetSigningKeys, SigningKeysView> get, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Answer.Tagged(await get.Handle(new GetSigningKeys(), ct));
    }
}
