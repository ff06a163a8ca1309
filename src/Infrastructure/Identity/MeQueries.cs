using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Identity;

internal sealed class ListAddressesHandler(MarketplaceDb db) : IQuery<ListAddresses, AddressBookView>
{
    public async Task<Result<AddressBookView>> Handle(ListAddresses request, CancellationToken ct)
    {
        var book = await db.Set<AddressBook>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == request.User, ct);
        return new AddressBookView(book?.Entries ?? [], book?.Version ?? 0);
    }
}

internal sealed class ListDevicesHandler(MarketplaceDb db, ITokenIssuer tokens)
    : IQuery<ListDevices, IReadOnlyList<DeviceView>>
{
    public async Task<Result<IReadOnlyList<DeviceView>>> Handle(ListDevices request, CancellationToken ct)
    {
        var sessions = await db.Set<Session>().AsNoTracking()
            .Where(s => s.User == request.User && s.EndedAt == null).OrderByDescending(s => s.SeenAt).ToListAsync(ct);
        return sessions.Where(s => s.Lives(tokens.Now))
            .Select(s => new DeviceView(s.Id.Value, s.Device, s.Network, s.StartedAt, s.SeenAt, s.Id == request.Current)).ToArray();
    }
}

internal sealed class GetSigningKeysHandler(SigningKeys keys) : IQuery<GetSigningKeys, SigningKeysView>
{
    public Task<Result<SigningKeysView>> Handle(GetSigningKeys request, CancellationToken ct) =>
        Task.FromResult<Result<SigningKeysView>>(
        new SigningKeysView([.. keys.All.Select(k => new SigningKeyView("EC", "P-256", k.X, k.Y, k.Id, "sig", "ES256"))]));
}
