using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Admin;

/// <summary>The one row that holds the market clock's offset, and the last business day that was opened.</summary>
public sealed class ClockRow
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; }

    /// <summary>How far the market is ahead of the real time, in 100 ns ticks.</summary>
    public long OffsetTicks { get; set; }

    /// <summary>Last business day announced.</summary>
    public DateOnly? OpenedDay { get; set; }
}

internal sealed class ClockMapping : IEntityTypeConfiguration<ClockRow>
{
    public void Configure(EntityTypeBuilder<ClockRow> builder)
    {
        builder.ToTable("clock", "admin");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
    }
}
