using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Application.Identity;

/// <summary>A living session with its fresh tokens.</summary>
public sealed record SignedIn(
    UserId User, SessionId Session, IReadOnlyList<string> Roles, AccessToken Access, string RefreshToken,
    DateTimeOffset RefreshExpiresAt)
{
    public override string ToString() => $"SignedIn {Session} ***";
}

/// <summary>Starting a session and handing out its tokens, the same after registering, signing in and renewing.</summary>
internal static class SessionOpening
{
    private const int LongestDevice = 200;

    public static Session Open(User user, string? device, ISessions sessions, ITokenIssuer tokens)
    {
        var client = tokens.Client;
        var session = Session.Start(
            SessionId.New(tokens.Now), user.Id, Label(device), tokens.Now, client.Network, client.Binding);
        sessions.Add(session);
        return session;
    }

    public static SignedIn HandOut(
        User user, Session session, ShopId? shop, (RefreshTokenId Id, RefreshTokenId? Parent) place,
        IRefreshTokens refreshTokens, ITokenIssuer tokens)
    {
        var secret = tokens.Refresh();
        var refresh = RefreshToken.Issue(place.Id, session, secret.Hash, place.Parent, tokens.Now);
        refreshTokens.Add(refresh);

        var roles = RoleNames.Of(user.Roles);
        return new SignedIn(
            user.Id, session.Id, roles, tokens.Access(user.Id, session.Id, roles, shop), secret.Text, refresh.ExpiresAt);
    }

    private static string Label(string? device)
    {
        var visible = (device ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestDevice);
        var plain = string.Concat(visible).Trim();
        return plain.Length == 0 ? "unknown device" : plain;
    }
}
