using Marketplace.Kernel;

namespace Marketplace.Ports.Identity;

/// <summary>What a genuine, unexpired access token of a living session says.</summary>
public sealed record AccessClaims(UserId User, SessionId Session, IReadOnlyList<string> Roles, ShopId? Shop, DateTimeOffset ExpiresAt);

/// <summary>Published query of Identity: reads the bearer tokens it issued.</summary>
public interface IAccessTokens
{
    /// <summary>The claims of a token; null when it is not genuine, expired or its session has ended.</summary>
    ValueTask<AccessClaims?> Read(string token, CancellationToken ct);
}
