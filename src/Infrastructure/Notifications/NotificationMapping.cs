using Marketplace.Domain.Notifications;
using Marketplace.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Marketplace.Infrastructure.Notifications;

internal sealed class NotificationMapping : IEntityTypeConfiguration<Notification>
{
    public void Configure(EntityTypeBuilder<Notification> builder)
    {
        builder.ToTable("notifications", "notifications");
        builder.HasKey(n => n.Id);
        builder.Property(n => n.Id).ValueGeneratedNever();
        builder.Property(n => n.Topic).HasMaxLength(60);
        builder.Property(n => n.Channel).HasMaxLength(40);
        builder.Property(n => n.Values).HasJson();
        builder.Property(n => n.Status).HasEnum();
        builder.HasIndex(n => new { n.User, n.Id }).HasFilter("channel = 'in-app'").HasDatabaseName("ix_notifications_inbox");
        builder.HasVersion("xmin");
    }
}
