using Marketplace.Domain.Orders;
using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Orders;

internal sealed class ReturnMapping : IEntityTypeConfiguration<Return>
{
    public void Configure(EntityTypeBuilder<Return> builder)
    {
        builder.ToTable("returns", "orders");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Order);
        builder.Property(r => r.SellerOrder);
        builder.Property(r => r.Shop);
        builder.Property(r => r.Buyer);
        builder.Property(r => r.State).HasEnum();
        builder.Property(r => r.Reason).HasEnum();
        builder.Property(r => r.Lines).HasJson();
        builder.Property(r => r.Comment).HasMaxLength(2000);
        builder.Property(r => r.Photos).HasJson();
        builder.Property(r => r.Parcel).HasJson();
        builder.Property(r => r.Accepted).HasJson();
        builder.Property(r => r.Objection).HasMaxLength(1000);
        builder.Ignore(r => r.IsOpen);
        builder.HasVersion();
        builder.HasIndex(r => r.SellerOrder);
        builder.HasIndex(r => new { r.Shop, r.Id });
        builder.HasIndex(r => new { r.Buyer, r.Id });
    }
}

internal sealed class Returns(MarketplaceDb db) : IReturns
{
    public Task<Return?> Find(ReturnId id, CancellationToken ct) =>
        db.Set<Return>().FirstOrDefaultAsync(r => r.Id == id, ct);

    public async Task<IReadOnlyList<Return>> OpenOf(SellerOrderId sellerOrder, CancellationToken ct)
    {
        ReturnState[] over = [ReturnState.Closed, ReturnState.Rejected, ReturnState.Cancelled, ReturnState.Expired];
        return await db.Set<Return>().Where(r => r.SellerOrder == sellerOrder && !over.Contains(r.State)).ToListAsync(ct);
    }

    public void Add(Return made) => db.Add(made);
}
