using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Tests.Integration;

/// <summary>Lets tests act as any account: tokens of the form <c>test.user.roles.shop</c>; all others go to the real reader.</summary>
internal sealed class TestTokens(IAccessTokens? real) : IAccessTokens
{
    /// <summary>A token that says exactly this.</summary>
    public static string Write(UserId user, ShopId? shop, IReadOnlyList<string> roles) =>
        $"test.{user.Value:N}.{string.Join('+', roles)}.{shop?.Value.ToString("N") ?? ""}";

    /// <inheritdoc/>
    public ValueTask<AccessClaims?> Read(string token, CancellationToken ct)
    {
        var parts = token.Split('.');
        if (parts is not ["test", var user, var roles, var shop])
            return real is null ? ValueTask.FromResult<AccessClaims?>(null) : real.Read(token, ct);

        return ValueTask.FromResult<AccessClaims?>(new AccessClaims(
            new UserId(Guid.Parse(user)), new SessionId(Guid.Parse(user)), roles.Split('+'),
            shop == "" ? null : new ShopId(Guid.Parse(shop)), DateTimeOffset.MaxValue));
    }
}

/// <summary>Whoever acts by a test token has proved everything just now; for all others the real standing counts.</summary>
internal sealed class TestStanding(IAccountStanding real) : IAccountStanding
{
    /// <inheritdoc/>
    public async Task<AccountStanding?> Of(UserId user, SessionId session, CancellationToken ct) =>
        session.Value == user.Value ? new AccountStanding(true, true, TimeSpan.Zero) : await real.Of(user, session, ct);
}
