using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Identity;

internal sealed class TokenKeyMapping : IEntityTypeConfiguration<TokenKey>
{
    public void Configure(EntityTypeBuilder<TokenKey> builder)
    {
        builder.ToTable("token_keys", "identity");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.Kid).HasMaxLength(43);
        builder.Property(k => k.State).HasEnum();
        builder.IsAudited();
        builder.HasIndex(k => k.Kid).IsUnique();

        // One key signs and one waits, whoever else rotates at the same moment.
        builder.HasIndex(k => k.State).IsUnique().HasFilter("state IN ('ACTIVE', 'NEXT')");
        builder.HasVersion();
    }
}

/// <summary>An access token that was ended before its time; forgotten when it would have expired anyway.</summary>
public sealed class RevokedTokenRow
{
    /// <summary>The token's <c>jti</c>.</summary>
    public required string TokenId { get; init; }

    /// <summary>The session it belongs to.</summary>
    public required Guid Session { get; init; }

    /// <summary>When the row may go.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class RevokedTokenMapping : IEntityTypeConfiguration<RevokedTokenRow>
{
    public void Configure(EntityTypeBuilder<RevokedTokenRow> builder)
    {
        builder.ToTable("revoked_tokens", "identity");
        builder.HasKey(t => t.TokenId);
        builder.Property(t => t.TokenId).HasMaxLength(64);
        builder.HasIndex(t => t.Session);
    }
}
