using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Identity;

internal sealed class TokenKeys(MarketplaceDb db) : ITokenKeys
{
    public async Task<IReadOnlyList<TokenKey>> Living(CancellationToken ct) => await db.Set<TokenKey>()
        .Where(k => k.State == TokenKeyState.Active || k.State == TokenKeyState.Next).ToListAsync(ct);

    public void Add(TokenKey key) => db.Add(key);
}

internal sealed class ListTokenKeysHandler(MarketplaceDb db) : IQuery<ListTokenKeys, IReadOnlyList<TokenKeyView>>
{
    public async Task<Result<IReadOnlyList<TokenKeyView>>> Handle(ListTokenKeys request, CancellationToken ct)
    {
        var keys = await db.Set<TokenKey>().AsNoTracking().OrderByDescending(k => k.MadeAt).Take(50).ToListAsync(ct);
        return keys.Select(k => new TokenKeyView(
            k.Id.Value, k.Kid, EnumText<TokenKeyState>.Write(k.State), k.MadeAt, k.ActiveAt, k.RetiredAt)).ToArray();
    }
}
