using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Identity;

internal sealed class DeliveryAddresses(MarketplaceDb db) : IDeliveryAddresses
{
    public async Task<Address?> DefaultOf(UserId user, CancellationToken ct)
    {
        var book = await db.Set<AddressBook>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == user, ct);
        return book?.Entries.FirstOrDefault(e => e.Preferred)?.Address;
    }
}
