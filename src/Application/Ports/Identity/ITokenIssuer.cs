using Marketplace.Kernel;

namespace Marketplace.Ports.Identity;

/// <summary>Makes the tokens of a session.</summary>
public interface ITokenIssuer
{
    /// <summary>The time tokens and sessions live in: real time, also where the market's clock is moved.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Whether staff roles count only for accounts with a second factor.</summary>
    bool StaffNeedsSecondFactor { get; }

    /// <summary>A signed access token.</summary>
    AccessToken Access(UserId user, SessionId session, IReadOnlyList<string> roles, ShopId? shop);

    /// <summary>A fresh secret for renewing a session.</summary>
    RefreshSecret Refresh();

    /// <summary>The hash under which a presented secret would be stored.</summary>
    byte[] HashOf(string refreshToken);
}

/// <summary>Stops this host from answering from memory; other hosts learn from the database within five seconds.</summary>
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
