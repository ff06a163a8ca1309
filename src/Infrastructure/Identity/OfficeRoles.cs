using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace Marketplace.Infrastructure.Identity;

internal sealed class OfficeRoles(MarketplaceDb db) : IOfficeRoles
{
    public Task<OfficeRole?> Find(string name, CancellationToken ct) => db.Set<OfficeRole>().FirstOrDefaultAsync(r => r.Name == name, ct);

    public Task<int> Count(CancellationToken ct) => db.Set<OfficeRole>().CountAsync(ct);

    public void Add(OfficeRole role) => db.Add(role);

    public void Remove(OfficeRole role) => db.Remove(role);
}

internal sealed class ListRolesHandler(MarketplaceDb db) : IQuery<ListRoles, IReadOnlyList<RoleView>>
{
    public async Task<Result<IReadOnlyList<RoleView>>> Handle(ListRoles request, CancellationToken ct)
    {
        var own = await db.Set<OfficeRole>().AsNoTracking().OrderBy(r => r.Name).ToListAsync(ct);
        RoleView[] all =
        [
            .. SystemRoles.OfAccounts.Concat(SystemRoles.OfShops).Select(name => new RoleView(
                name, name, true, [.. Permissions.All.Where(p => p.Roles.Contains(name, StringComparer.Ordinal)).Select(p => p.Name)], null)),
            .. own.Select(r => new RoleView(r.Name, r.Title, false, r.Permissions, r.Holders)),
        ];
        return all;
    }
}

/// <summary>Who works for the marketplace; the indexes for it are in guards.sql.</summary>
internal sealed class BackOffice(NpgsqlDataSource database) : IBackOffice
{
    private const string AskEver = """
        SELECT EXISTS (SELECT 1 FROM identity.users WHERE id = $1 AND 'admin' = ANY (roles))
            AND NOT EXISTS (SELECT 1 FROM identity.changes WHERE machine = 'account' AND to_state LIKE '%admin%' AND subject <> $1)
            AND NOT EXISTS (SELECT 1 FROM identity.users
                WHERE roles && ARRAY['support', 'moderator', 'finance', 'admin']::text[] AND 'admin' = ANY (roles) AND id <> $1)
        """;

    private const string AskNow = """
        SELECT EXISTS (SELECT 1 FROM identity.users WHERE id = $1 AND 'admin' = ANY (roles))
            AND NOT EXISTS (SELECT 1 FROM identity.users
                WHERE roles && ARRAY['support', 'moderator', 'finance', 'admin']::text[] AND 'admin' = ANY (roles) AND id <> $1)
        """;

    private const string AskHolders = """
        SELECT id FROM identity.users WHERE roles && ARRAY['support', 'moderator', 'finance', 'admin']::text[] AND roles && $1
        UNION SELECT unnest(holders) FROM identity.office_roles WHERE $2 = ANY (permissions)
        LIMIT 100
        """;

    public Task<bool> IsFirstAndOnlyAdministrator(UserId user, CancellationToken ct) => Is(AskEver, user, ct);

    public Task<bool> IsOnlyAdministrator(UserId user, CancellationToken ct) => Is(AskNow, user, ct);

    public async Task<IReadOnlyList<UserId>> HoldersOf(string permission, CancellationToken ct)
    {
        await using var ask = database.CreateCommand(AskHolders);
        ask.Parameters.Add(new() { Value = Permissions.Find(permission)?.Roles.ToArray() ?? [] });
        ask.Parameters.Add(new() { Value = permission });
        await using var rows = await ask.ExecuteReaderAsync(ct);
        var found = new List<UserId>();
        while (await rows.ReadAsync(ct)) found.Add(new UserId(rows.GetGuid(0)));
        return found;
    }

    private async Task<bool> Is(string question, UserId user, CancellationToken ct)
    {
        await using var ask = database.CreateCommand(question);
        ask.Parameters.Add(new() { Value = user.Value });
        return await ask.ExecuteScalarAsync(ct) is true;
    }
}

internal sealed class OfficeRoleMapping : IEntityTypeConfiguration<OfficeRole>
{
    public void Configure(EntityTypeBuilder<OfficeRole> builder)
    {
        builder.ToTable("office_roles", "identity");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Name).HasMaxLength(40);
        builder.Property(r => r.Title).HasMaxLength(100);
        builder.Property(r => r.Permissions).HasColumnType("text[]").HasConversion(
            permissions => permissions.ToArray(), texts => texts,
            new ValueComparer<IReadOnlyList<string>>((a, b) => a!.SequenceEqual(b!), p => p.Count, p => p));
        builder.Property(r => r.Holders).HasColumnType("uuid[]").HasConversion(
            holders => holders.ToArray(), ids => ids,
            new ValueComparer<IReadOnlyList<Guid>>((a, b) => a!.SequenceEqual(b!), h => h.Count, h => h));
        builder.IsAudited();
        builder.HasIndex(r => r.Name).IsUnique();
        builder.HasVersion();
    }
}
