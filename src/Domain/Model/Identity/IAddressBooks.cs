using Marketplace.Kernel;

namespace Marketplace.Domain.Identity;

/// <summary>The address books of all accounts.</summary>
public interface IAddressBooks
{
    Task<AddressBook?> Find(UserId owner, CancellationToken ct);
    void Add(AddressBook book);
}
