using Marketplace.Domain.Identity;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Marketplace.Infrastructure.Identity;

internal sealed class UserMapping : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users", "identity");
        builder.HasKey(u => u.Id);
        builder.Property(u => u.Id).ValueGeneratedNever();
        builder.Property(u => u.Email).HasMaxLength(254);
        builder.Property(u => u.Phone).HasMaxLength(16);
        builder.Property(u => u.Name).HasMaxLength(100);
        builder.Property(u => u.Locale).HasMaxLength(8);
        builder.Property(u => u.Roles).HasColumnType("text[]").HasConversion(
            new ValueConverter<IReadOnlyList<Role>, string[]>(roles => Written(roles), names => Read(names)),
            new ValueComparer<IReadOnlyList<Role>>((a, b) => a!.SequenceEqual(b!), roles => roles.Count, roles => roles));
        builder.IsAudited();
        builder.HasIndex(u => u.Email).IsUnique();
        builder.HasIndex(u => u.Phone).IsUnique();
        builder.HasVersion();
    }

    private static string[] Written(IReadOnlyList<Role> roles) => [.. RoleNames.Of(roles)];

    private static IReadOnlyList<Role> Read(string[] names) =>
        [.. names.Select(
            n => RoleNames.TryRead(n, out var role) ? role : throw new InvalidOperationException($"Unknown role '{n}'."))];
}

internal sealed class AddressBookMapping : IEntityTypeConfiguration<AddressBook>
{
    public void Configure(EntityTypeBuilder<AddressBook> builder)
    {
        builder.ToTable("address_books", "identity");
        builder.HasKey(b => b.Id);
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Entries).HasJson();
        builder.HasVersion();
    }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions", "identity");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Device).HasMaxLength(200);
        builder.Property(s => s.EndReason).HasMaxLength(60);
        builder.Property(s => s.Network).HasMaxLength(45);
        builder.Property(s => s.Binding).HasMaxLength(43);
        builder.IsAudited(nameof(Session.SeenAt));
        builder.HasIndex(s => new { s.User, s.StartedAt }).HasFilter("ended_at IS NULL");
        builder.HasVersion();
    }
}

internal sealed class RefreshTokenMapping : IEntityTypeConfiguration<RefreshToken>
{
    public void Configure(EntityTypeBuilder<RefreshToken> builder)
    {
        builder.ToTable("refresh_tokens", "identity");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasOne<Session>().WithMany().HasForeignKey(t => t.Session).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LetterMapping : IEntityTypeConfiguration<Letter>
{
    public void Configure(EntityTypeBuilder<Letter> builder)
    {
        builder.ToTable("letters", "identity");
        builder.HasKey(l => l.Id);
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Purpose).HasEnum();
        builder.Property(l => l.Kind).HasMaxLength(8);
        builder.Property(l => l.Address).HasMaxLength(254);
        builder.Property(l => l.Locale).HasMaxLength(8);
        builder.HasIndex(l => new { l.Address, l.WrittenAt });
        builder.HasIndex(l => new { l.User, l.WrittenAt }).HasFilter("\"user\" IS NOT NULL");
        builder.HasVersion();
    }
}

internal sealed class SecondFactorMapping : IEntityTypeConfiguration<SecondFactor>
{
    public void Configure(EntityTypeBuilder<SecondFactor> builder)
    {
        builder.ToTable("second_factors", "identity");
        builder.HasKey(f => f.Id);
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.RecoveryHashes).HasJson();
        builder.HasVersion();
    }
}

internal sealed class SignInFailureMapping : IEntityTypeConfiguration<SignInFailureRow>
{
    public void Configure(EntityTypeBuilder<SignInFailureRow> builder)
    {
        builder.ToTable("sign_in_failures", "identity");
        builder.HasKey(f => f.Key);
        builder.Property(f => f.Key).HasMaxLength(80);
        builder.HasIndex(f => f.LastAt);
    }
}
