using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Marketplace.Application;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;

namespace Marketplace.Infrastructure.Identity;

/// <summary>Signs access tokens and makes refresh secrets.</summary>
/// <remarks>
/// Tokens live in real time: others check them by their own clocks, and a moved market clock must sign nobody out.
/// </remarks>
public sealed class TokenIssuer(AccessTokenCodec codec, TimeProvider time, Invocation invocation) : ITokenIssuer
{
    /// <inheritdoc/>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <inheritdoc/>
    public bool StaffNeedsSecondFactor { get; init; }

    /// <inheritdoc/>
    public SessionClient Client =>
        new(ClientTraits.NetworkOf(invocation.Client.Address), codec.BindingOf(invocation.Client));

    /// <inheritdoc/>
    public AccessToken Access(UserId user, SessionId session, IReadOnlyList<string> roles, ShopId? shop) =>
        codec.Write(user, session, roles, shop, codec.BindingOf(invocation.Client));

    /// <inheritdoc/>
    public RefreshSecret Refresh()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return new RefreshSecret(text, HashOf(text));
    }

    /// <inheritdoc/>
    public byte[] HashOf(string refreshToken) => SHA256.HashData(Encoding.UTF8.GetBytes(refreshToken));
}
