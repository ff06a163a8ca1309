using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A client gives a token back: an access token is refused from now on, a refresh token ends its session (RFC 7009).</summary>
/// <param name="Access">What the access token said; null when the text is a refresh token or nothing of ours.</param>
public sealed record RevokeToken(string Token, AccessClaims? Access)
{
    public override string ToString() => "RevokeToken ***";
}

public sealed class RevokeTokenHandler(
    IRefreshTokens refreshTokens, ISessions sessions, ITokenIssuer tokens, IAccessRevocation access)
    : IUseCase<RevokeToken, Unit>
{
    public async Task<Result<Unit>> Handle(RevokeToken request, CancellationToken ct)
    {
        if (request.Access is { } claims)
        {
            access.Distrust(claims.User);
            await sessions.RevokeToken(claims.Session, claims.TokenId, claims.ExpiresAt, ct);
            return Unit.Value;
        }

        // Whoever gives back something unknown learns nothing.
        if (await refreshTokens.SessionOf(tokens.HashOf(request.Token), ct) is not { } id) return Unit.Value;
        if (await sessions.Find(id, ct) is not { } session) return Unit.Value;

        access.Distrust(session.User);
        session.End("token_given_back", tokens.Now);
        return Unit.Value;
    }
}
