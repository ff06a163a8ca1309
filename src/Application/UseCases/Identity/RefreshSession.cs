using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Sellers;

namespace Marketplace.Application.Identity;

/// <summary>A client trades its refresh token for new tokens of the same session.</summary>
public sealed record RefreshSession(string RefreshToken)
{
    public override string ToString() => "RefreshSession ***";
}

/// <summary>
/// What became of the trade; ending a session is an effect, so a copied token is an answer and not a refusal.
/// </summary>
/// <param name="Tokens">Null when the token had been used before: its session has ended now.</param>
public sealed record Refreshed(SignedIn? Tokens);

public sealed class RefreshSessionHandler(
    IRefreshTokens refreshTokens, ISessions sessions, IUsers users, ITokenIssuer tokens, IAccessRevocation access,
    ISellerStanding sellers)
    : IUseCase<RefreshSession, Refreshed>
{
    public async Task<Result<Refreshed>> Handle(RefreshSession request, CancellationToken ct)
    {
        var successor = RefreshTokenId.New(tokens.Now);
        var redeemed = await refreshTokens.Redeem(tokens.HashOf(request.RefreshToken ?? ""), successor, tokens.Now, ct);
        if (redeemed is null || await sessions.Find(redeemed.Session, ct) is not { } session) return SessionErrors.Over;

        // Owner and thief cannot be told apart: whoever comes second ends the session for both.
        var foreign = session.Binding is { } binding && binding != tokens.Client.Binding;
        if (redeemed.Reused || foreign)
        {
            access.Distrust(session.User);
            session.End(foreign ? "refresh_token_elsewhere" : "refresh_token_reused", tokens.Now);
            return new Refreshed(null);
        }

        if (session.Renew(tokens.Now).Failed(out var over)) return over;
        if (await users.Find(session.User, ct) is not { } user) return SessionErrors.Over;

        var shop = user.Roles.Contains(Role.Seller) ? await sellers.ShopOf(user.Id, ct) : null;
        return new Refreshed(
            SessionOpening.HandOut(user, session, shop, (successor, redeemed.Token), refreshTokens, tokens));
    }
}
