using Marketplace.Domain.Identity;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Marketplace.Ports.Sellers;

namespace Marketplace.Application.Identity;

/// <summary>A living session with its fresh tokens.</summary>
public sealed record SignedIn(
    UserId User, SessionId Session, IReadOnlyList<string> Roles, AccessToken Access, string RefreshToken,
    DateTimeOffset RefreshExpiresAt)
{
    /// <summary>Roles that count as soon as the account has a second factor.</summary>
    public IReadOnlyList<string> Withheld { get; init; } = [];

    public override string ToString() => $"SignedIn {Session} ***";
}

/// <summary>What sessions are made of and ended with.</summary>
public sealed record SessionParts(
    ISessions Sessions, IRefreshTokens RefreshTokens, ITokenIssuer Tokens, IAccessRevocation Access, ISellerStanding Sellers);

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

        var inForce = user.RolesInForce(tokens.StaffNeedsSecondFactor);
        var roles = RoleNames.Of(inForce);
        return new SignedIn(
            user.Id, session.Id, roles, tokens.Access(user.Id, session.Id, roles, shop), secret.Text, refresh.ExpiresAt)
        {
            Withheld = RoleNames.Of(user.Roles.Except(inForce)),
        };
    }

    /// <summary>A person who proved who they are gets a session; the oldest one makes room for it.</summary>
    public static async Task<SignedIn> Begin(User user, string? device, SessionParts parts, CancellationToken ct)
    {
        var surplus = await parts.Sessions.Beyond(user.Id, Session.MostPerAccount - 1, ct);
        foreach (var oldest in surplus) oldest.End("too_many_devices", parts.Tokens.Now);

        var shop = user.Roles.Contains(Role.Seller) ? await parts.Sellers.ShopOf(user.Id, ct) : null;
        var session = Open(user, device, parts.Sessions, parts.Tokens);
        var place = (RefreshTokenId.New(parts.Tokens.Now), (RefreshTokenId?)null);
        return HandOut(user, session, shop, place, parts.RefreshTokens, parts.Tokens);
    }

    /// <summary>After a password or second factor changed, whoever knew the old one is out (S4).</summary>
    public static async Task EndOthers(
        UserId user, SessionId? except, string reason, SessionParts parts, CancellationToken ct)
    {
        parts.Access.Distrust(user);
        foreach (var session in await parts.Sessions.Beyond(user, 0, ct))
            if (session.Id != except) session.End(reason, parts.Tokens.Now);
    }

    private static string Label(string? device)
    {
        var visible = (device ?? "").Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(LongestDevice);
        var plain = string.Concat(visible).Trim();
        return plain.Length == 0 ? "unknown device" : plain;
    }
}
