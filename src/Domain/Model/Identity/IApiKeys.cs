using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>All API keys.</summary>
public interface IApiKeys
{
    Task<ApiKey?> Find(ApiKeyId id, CancellationToken ct);

    /// <summary>How many keys of a shop work at a moment; others wait until this transaction ends before they count.</summary>
    Task<int> CountLiving(ShopId shop, DateTimeOffset at, CancellationToken ct);

    void Add(ApiKey key);
}
