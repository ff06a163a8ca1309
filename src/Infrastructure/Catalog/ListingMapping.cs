using Marketplace.Kernel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Catalog;

/// <summary>A public card as lists show it; derived by <c>guards.sql</c> in the transaction that changes its source.</summary>
public sealed class ListingRow
{
    /// <summary>The card.</summary>
    public required ProductId Product { get; init; }

    /// <summary>Its category.</summary>
    public required CategoryId Category { get; init; }

    /// <summary>Shop of the featured offer.</summary>
    public required ShopId Shop { get; init; }

    /// <summary>The featured offer.</summary>
    public required OfferId Offer { get; init; }

    /// <summary>Its price in minor units of the market's currency.</summary>
    public required long Price { get; init; }

    /// <summary>When the card was first public.</summary>
    public required DateTimeOffset ListedAt { get; init; }

    /// <summary>Units sold.</summary>
    public required int Sold { get; init; }

    /// <summary>The featured offer has units.</summary>
    public required bool InStock { get; init; }

    /// <summary>The rest of the list entry as JSON text, sent as it is.</summary>
    public required string Card { get; init; }
}

/// <summary>The words of a public card as JSON text, sent as they are.</summary>
public sealed class PageRow
{
    /// <summary>The card.</summary>
    public required ProductId Product { get; init; }

    /// <summary>JSON object.</summary>
    public required string Body { get; init; }
}

internal sealed class ListingMapping : IEntityTypeConfiguration<ListingRow>, IEntityTypeConfiguration<PageRow>
{
    public void Configure(EntityTypeBuilder<ListingRow> builder)
    {
        builder.ToTable("listings", ProductMapping.Schema);
        builder.HasKey(l => l.Product);
        builder.Property(l => l.Product).ValueGeneratedNever();
        builder.HasIndex(l => new { l.ListedAt, l.Product });
        builder.HasIndex(l => new { l.Price, l.Product });
        builder.HasIndex(l => new { l.Sold, l.Product });
        builder.HasIndex(l => new { l.Category, l.ListedAt, l.Product });
        builder.HasIndex(l => new { l.Category, l.Price, l.Product });
        builder.HasIndex(l => new { l.Category, l.Sold, l.Product });
    }

    public void Configure(EntityTypeBuilder<PageRow> builder)
    {
        builder.ToTable("pages", ProductMapping.Schema);
        builder.HasKey(p => p.Product);
        builder.Property(p => p.Product).ValueGeneratedNever();
    }
}
