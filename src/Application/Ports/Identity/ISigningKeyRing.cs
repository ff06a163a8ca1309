namespace Marketplace.Ports.Identity;

/// <summary>The signing keys as this host knows them.</summary>
public interface ISigningKeyRing
{
    /// <summary>Reads the keys on record now instead of within seconds.</summary>
    Task Refresh(CancellationToken ct);
}
