using Marketplace.Application;
using Marketplace.Application.Payments;
using Marketplace.Domain.Payments;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Payments;

internal sealed class ChargebackMapping : IEntityTypeConfiguration<Chargeback>
{
    public void Configure(EntityTypeBuilder<Chargeback> builder)
    {
        builder.ToTable("chargebacks", "payments");
        builder.HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Order);
        builder.Property(c => c.Provider).HasMaxLength(40);
        builder.ComplexProperty(c => c.Amount);
        builder.Property(c => c.Shares).HasJson();
        builder.Property(c => c.OpenedAt);
        builder.Property(c => c.ClosedAt);
        builder.Property(c => c.BearerReason).HasMaxLength(500);
        builder.HasVersion();
        builder.HasIndex(c => c.OpenedAt).HasFilter("closed_at IS NULL");
    }
}

internal sealed class ListChargebacksHandler(MarketplaceDb db) : IQuery<ListChargebacks, Page<ChargebackView>>
{
    public async Task<Result<Page<ChargebackView>>> Handle(ListChargebacks request, CancellationToken ct)
    {
        if (!Cursors.TryId(request.Page.Cursor, out var before)) return Cursors.NotOurs;

        var known = db.Set<Chargeback>().AsNoTracking();
        if (request.Open) known = known.Where(c => c.ClosedAt == null);
        if (before is { } id) known = known.Where(c => (Guid)(object)c.Id < id);
        var rows = await known.OrderByDescending(c => c.Id).Take(request.Page.Limit + 1)
            .Join(db.Set<Payment>(), c => c.Id, p => p.Id, (c, p) => new { Chargeback = c, State = p.Chargeback })
            .ToListAsync(ct);
        var page = rows.OrderByDescending(r => r.Chargeback.Id.Value).Take(request.Page.Limit)
            .Select(r => View(r.Chargeback, r.State)).ToList();
        return new Page<ChargebackView>(page, rows.Count > request.Page.Limit ? Cursors.Of(page[^1].Id.Value) : null);
    }

    private static ChargebackView View(Chargeback c, ChargebackStatus state) => new(
        c.Id, c.Order, c.Provider, c.Amount, EnumText<ChargebackStatus>.Write(state), c.OpenedAt, c.ClosedAt,
        c.PlatformBears ? "PLATFORM" : "SELLER", c.BearerReason,
        [.. c.Shares.Select(s => new ChargebackView.Share(s.SellerOrder, s.Shop, s.Amount, s.Frozen, s.Taken))]);
}

internal sealed class ChargebackBook(MarketplaceDb db) : IChargebacks
{
    public Task<Chargeback?> Find(PaymentId payment, CancellationToken ct) => db.Set<Chargeback>().FirstOrDefaultAsync(c => c.Id == payment, ct);

    public void Add(Chargeback chargeback) => db.Add(chargeback);
}
