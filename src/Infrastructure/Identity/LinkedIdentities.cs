using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Identity;

internal sealed class LinkedIdentities(MarketplaceDb db) : ILinkedIdentities
{
    public Task<LinkedIdentity?> Find(IdentityKey key, CancellationToken ct) =>
        db.Set<LinkedIdentity>().FirstOrDefaultAsync(i => i.Issuer == key.Issuer && i.Subject == key.Subject, ct);

    public async Task<IReadOnlyList<LinkedIdentity>> Of(UserId user, CancellationToken ct) =>
        await db.Set<LinkedIdentity>().Where(i => i.User == user).OrderBy(i => i.LinkedAt).ToListAsync(ct);

    public void Add(LinkedIdentity identity) => db.Add(identity);

    public void Remove(LinkedIdentity identity) => db.Remove(identity);
}

internal sealed class ListIdentitiesHandler(MarketplaceDb db) : IQuery<ListIdentities, IReadOnlyList<IdentityView>>
{
    public async Task<Result<IReadOnlyList<IdentityView>>> Handle(ListIdentities request, CancellationToken ct)
    {
        var all = await db.Set<LinkedIdentity>().AsNoTracking()
            .Where(i => i.User == request.User).OrderBy(i => i.LinkedAt).ToListAsync(ct);
        return all.Select(i => new IdentityView(i.Id.Value, i.Provider, i.LinkedAt, i.UsedAt)).ToArray();
    }
}

internal sealed class LinkedIdentityMapping : IEntityTypeConfiguration<LinkedIdentity>
{
    public void Configure(EntityTypeBuilder<LinkedIdentity> builder)
    {
        builder.ToTable("linked_identities", "identity");
        builder.HasKey(i => i.Id);
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Provider).HasMaxLength(40);
        builder.Property(i => i.Issuer).HasMaxLength(200);
        builder.Property(i => i.Subject).HasMaxLength(IdentityKey.LongestSubject);
        builder.IsAudited(nameof(LinkedIdentity.UsedAt));
        builder.HasIndex(i => new { i.Issuer, i.Subject }).IsUnique();
        builder.HasIndex(i => new { i.User, i.Provider }).IsUnique();
        builder.HasOne<User>().WithMany().HasForeignKey(i => i.User).OnDelete(DeleteBehavior.Cascade);
        builder.HasVersion();
    }
}

/// <summary>A sign-in through a provider that came back; forgotten when it would have been too old anyway.</summary>
public sealed class ExternalReturnRow
{
    /// <summary>The sign-in.</summary>
    public required Guid Id { get; init; }

    /// <summary>When the row may go.</summary>
    public required DateTimeOffset GoodUntil { get; init; }
}

internal sealed class ExternalReturnMapping : IEntityTypeConfiguration<ExternalReturnRow>
{
    public void Configure(EntityTypeBuilder<ExternalReturnRow> builder)
    {
        builder.ToTable("external_returns", "identity");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => r.GoodUntil);
    }
}

internal sealed class ExternalReturns(MarketplaceDb db) : IExternalReturns
{
    public async Task<bool> Take(Guid signIn, DateTimeOffset goodUntil, CancellationToken ct)
    {
        await db.Begin(ct);
        return await db.Database.ExecuteSqlAsync($"""
            INSERT INTO identity.external_returns (id, good_until) VALUES ({signIn}, {goodUntil}) ON CONFLICT (id) DO NOTHING
            """, ct) == 1;
    }

    public async Task Forget(DateTimeOffset goodUntilBefore, CancellationToken ct)
    {
        await db.Begin(ct);
        await db.Set<ExternalReturnRow>().Where(r => r.GoodUntil < goodUntilBefore).ExecuteDeleteAsync(ct);
    }
}
