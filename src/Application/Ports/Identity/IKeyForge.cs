namespace Marketplace.Ports.Identity;

/// <summary>Makes key pairs of access tokens; the private half leaves it encrypted only.</summary>
public interface IKeyForge
{
    /// <summary>The key of the settings, which signs before the first rotation.</summary>
    ForgedKey Configured { get; }

    /// <summary>A fresh P-256 key pair.</summary>
    ForgedKey Make();
}

/// <summary>A key pair: its name, its public half (SPKI) and its private half encrypted for the database.</summary>
public sealed record ForgedKey(string Kid, byte[] PublicKey, byte[] SealedKey)
{
    /// <inheritdoc/>
    public override string ToString() => $"ForgedKey {Kid} ***";
}
