using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Identity;

internal sealed class SecondFactors(MarketplaceDb db) : ISecondFactors
{
    public Task<SecondFactor?> Find(UserId user, CancellationToken ct) =>
        db.Set<SecondFactor>().FirstOrDefaultAsync(f => f.Id == user, ct);

    public void Add(SecondFactor factor) => db.Add(factor);

    public void Remove(SecondFactor factor) => db.Remove(factor);
}
