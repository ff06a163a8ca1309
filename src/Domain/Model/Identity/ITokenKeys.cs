namespace Marketplace.Domain.Identity;

/// <summary>All key pairs of access tokens.</summary>
public interface ITokenKeys
{
    /// <summary>The keys that sign or wait to: at most one of each.</summary>
    Task<IReadOnlyList<TokenKey>> Living(CancellationToken ct);

    void Add(TokenKey key);
}
