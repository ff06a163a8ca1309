using Marketplace.Application;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Outbox;

/// <summary>Looks up remembered invocations.</summary>
public sealed class OnceStore(MarketplaceDb db) : IOnce
{
    private static readonly Func<MarketplaceDb, string, string, CancellationToken, Task<Remembered?>> Lookup =
        EF.CompileAsyncQuery((MarketplaceDb db, string scope, string key, CancellationToken ct) =>
            db.Once.Where(o => o.Scope == scope && o.Key == key).Select(o => new Remembered(o.RequestHash, o.Answer)).FirstOrDefault());

    /// <inheritdoc/>
    public Task<Remembered?> Find(string scope, string key, CancellationToken ct) => Lookup(db, scope, key, ct);
}
