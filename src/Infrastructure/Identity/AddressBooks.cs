using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Identity;

internal sealed class AddressBooks(MarketplaceDb db) : IAddressBooks
{
    public Task<AddressBook?> Find(UserId owner, CancellationToken ct) =>
        db.Set<AddressBook>().FirstOrDefaultAsync(b => b.Id == owner, ct);

    public void Add(AddressBook book) => db.Add(book);
}
