using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Infrastructure.Identity;

internal sealed class Users(MarketplaceDb db) : IUsers
{
    private static readonly Func<MarketplaceDb, UserId, CancellationToken, Task<User?>> ById = EF.CompileAsyncQuery(
        (MarketplaceDb db, UserId id, CancellationToken ct) => db.Set<User>().FirstOrDefault(u => u.Id == id));

    private static readonly Func<MarketplaceDb, string, CancellationToken, Task<User?>> ByEmail = EF.CompileAsyncQuery(
        (MarketplaceDb db, string email, CancellationToken ct) => db.Set<User>().FirstOrDefault(u => u.Email == email));

    private static readonly Func<MarketplaceDb, string, CancellationToken, Task<User?>> ByPhone = EF.CompileAsyncQuery(
        (MarketplaceDb db, string phone, CancellationToken ct) => db.Set<User>().FirstOrDefault(u => u.Phone == phone));

    public Task<User?> Find(UserId id, CancellationToken ct) => ById(db, id, ct);

    public async Task<User?> FindBySignInName(string? email, string? phone, CancellationToken ct) =>
        (email is null ? null : await ByEmail(db, email, ct)) ?? (phone is null ? null : await ByPhone(db, phone, ct));

    public Task<bool> AnyWith(Role role, CancellationToken ct)
    {
        var name = RoleNames.Of(role);
        return db.Database
            .SqlQuery<bool>($"SELECT EXISTS (SELECT 1 FROM identity.users WHERE {name} = ANY (roles)) AS \"Value\"")
            .SingleAsync(ct);
    }

    public void Add(User user) => db.Add(user);
}
