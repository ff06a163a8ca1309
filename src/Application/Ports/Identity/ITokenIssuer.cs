using Marketplace.Kernel;

namespace Marketplace.Ports.Identity;

/// <summary>Makes the tokens of a session.</summary>
public interface ITokenIssuer
{
    /// <summary>The time tokens and sessions live in: real time, also where the market's clock is moved.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Whether staff roles count only for accounts with a second factor.</summary>
    bool StaffNeedsSecondFactor { get; }

    /// <summary>From where the running request came, as far as sessions remember it.</summary>
    SessionClient Client => SessionClient.Unknown;

    /// <summary>A signed access token.</summary>
    AccessToken Access(UserId user, SessionId session, IReadOnlyList<string> roles, ShopId? shop);

    /// <summary>A fresh secret for renewing a session.</summary>
    RefreshSecret Refresh();

    /// <summary>The hash under which a presented secret would be stored.</summary>
    byte[] HashOf(string refreshToken);
}

/// <summary>Where a session was opened from.</summary>
/// <param name="Network">The address without its last part; null when unknown.</param>
/// <param name="Binding">A hash over what the market binds sessions to; null when it binds them to nothing.</param>
public sealed record SessionClient(string? Network, string? Binding)
{
    /// <summary>Nothing is known.</summary>
    public static SessionClient Unknown { get; } = new(null, null);
}

/// <summary>
/// Stops hosts from answering from memory: this one and those that hear of it at once, all others within five seconds.
/// </summary>
public interface IAccessRevocation
{
    /// <summary>For the next seconds every token of the account is checked against the database.</summary>
    void Distrust(UserId user);
}

/// <summary>A compact JWS and how long it is good.</summary>
public sealed record AccessToken(string Text, TimeSpan GoodFor)
{
    /// <inheritdoc/>
    public override string ToString() => "AccessToken ***";
}

/// <summary>A refresh token for the client and its hash for the database.</summary>
public sealed record RefreshSecret(string Text, byte[] Hash)
{
    /// <inheritdoc/>
    public override string ToString() => "RefreshSecret ***";
}
