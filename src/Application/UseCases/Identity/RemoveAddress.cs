using Marketplace.Domain.Identity;
using Marketplace.Kernel;

namespace Marketplace.Application.Identity;

/// <summary>A person forgets a kept address.</summary>
public sealed record RemoveAddress(UserId User, Guid Id, uint? Version);

public sealed class RemoveAddressHandler(IAddressBooks books) : IUseCase<RemoveAddress, Unit>
{
    public async Task<Result<Unit>> Handle(RemoveAddress request, CancellationToken ct)
    {
        if (await books.Find(request.User, ct) is not { } book) return AddressBookErrors.NotFound;
        if (book.Entries.All(e => e.Id != request.Id)) return AddressBookErrors.NotFound;
        if (request.Version is { } version && version != book.Version) return AddressBookErrors.Stale;

        return book.Remove(request.Id).Failed(out var refusal) ? refusal : Unit.Value;
    }
}
