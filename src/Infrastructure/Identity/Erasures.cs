using Marketplace.Application;
using Marketplace.Application.Identity;
using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Npgsql;

namespace Marketplace.Infrastructure.Identity;

internal sealed class ErasureMapping : IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<Erasure> builder)
    {
        builder.ToTable("erasures", "identity");
        builder.HasKey(e => e.Id);
        builder.Property(e => e.Id).ValueGeneratedNever();
        builder.Property(e => e.State).HasEnum();
        builder.Property(e => e.Obstacles).HasJson();
        builder.Property(e => e.Remaining).HasJson();
        builder.IsAudited();
        builder.HasIndex(e => e.DueAt).HasFilter("state IN ('WAITING', 'POSTPONED')");
        builder.HasVersion();
    }
}

internal sealed class Erasures(MarketplaceDb db) : IErasures
{
    public Task<Erasure?> Find(UserId user, CancellationToken ct) => db.Set<Erasure>().FirstOrDefaultAsync(e => e.Id == user, ct);

    public async Task<IReadOnlyList<UserId>> Due(DateTimeOffset at, CancellationToken ct) =>
        await db.Set<Erasure>()
            .Where(e => (e.State == ErasureState.Waiting || e.State == ErasureState.Postponed) && e.DueAt <= at)
            .OrderBy(e => e.DueAt).Select(e => e.Id).ToListAsync(ct);

    public void Add(Erasure erasure) => db.Add(erasure);
}

internal sealed class GetErasureHandler(MarketplaceDb db) : IQuery<GetErasure, ErasureView>
{
    public async Task<Result<ErasureView>> Handle(GetErasure request, CancellationToken ct)
    {
        var view = await db.Set<Erasure>().Where(e => e.Id == request.User)
            .Select(e => new ErasureView(e.State, e.AskedAt, e.DueAt, e.Obstacles, e.DoneAt)).FirstOrDefaultAsync(ct);
        return view is null ? ErasureErrors.NothingToCancel : view;
    }
}

/// <summary>Whoever works for the marketplace hands over first: staff roles have to be taken away by somebody else.</summary>
internal sealed class IdentityOpenMatters(NpgsqlDataSource database) : IOpenMatters
{
    private const string Question = """
        SELECT 'staff-role', count(*)::int FROM identity.users
        WHERE id = @person AND roles && ARRAY['admin', 'finance', 'support', 'moderator']
        """;

    public Task<IReadOnlyList<OpenMatter>> Of(UserId person, IReadOnlyList<ShopId> shops, CancellationToken ct) =>
        OpenMattersSql.Ask(database, Question, person, shops, ct);
}
