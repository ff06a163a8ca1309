using Marketplace.Kernel;

namespace Marketplace.Ports.Identity;

/// <summary>What a genuine, unexpired access token of a living session says.</summary>
public sealed record AccessClaims(UserId User, SessionId Session, IReadOnlyList<string> Roles, ShopId? Shop, DateTimeOffset ExpiresAt)
{
    /// <summary>The token's own id, <c>jti</c>.</summary>
    public string TokenId { get; init; } = "";

    /// <summary>What the token is bound to at the client, hashed; null when it is good from anywhere.</summary>
    public string? Binding { get; init; }

    /// <summary>What an API key may do; null for a signed-in person.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>The API key that stands for the account; null for a signed-in person.</summary>
    public ApiKeyId? Key { get; init; }

    /// <summary>Shops the account works for beside its own.</summary>
    public IReadOnlyList<ShopPosting> Posts { get; init; } = [];

    /// <summary>Permissions by roles the market made itself.</summary>
    public IReadOnlyList<string> Granted { get; init; } = [];
}

/// <summary>A role somebody has in one shop.</summary>
/// <param name="Role">One of <see cref="SystemRoles.OfShops"/>.</param>
public sealed record ShopPosting(ShopId Shop, string Role);

/// <summary>Published query of Identity: reads the bearer tokens it issued.</summary>
public interface IAccessTokens
{
    /// <summary>The claims of a token; null when it is not genuine, expired or its session has ended.</summary>
    ValueTask<AccessClaims?> Read(string token, CancellationToken ct);
}
