using Marketplace.Kernel;
using Marketplace.Ports;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Domain.Payments
{
    public sealed class SecretPayment;
}

namespace Marketplace.Domain.Orders
{
    public sealed class PeeksAtPayments
    {
        public Payments.SecretPayment? Payment { get; init; }
    }
}

namespace Marketplace.Ports.Orders.Messages
{
    [Message("open.message")]
    public record OpenMessage(OrderId Order) : IEvent
    {
        public Guid Subject => Order.Value;
    }

    [Message("entity.carried")]
    public sealed record CarriesAnEntity(Domain.Payments.SecretPayment Order) : IEvent
    {
        public Guid Subject => Guid.Empty;
    }

    [Message("same.name")]
    public sealed record Twin(OrderId Order) : IEvent
    {
        public Guid Subject => Order.Value;
    }

    [Message("same.name")]
    public sealed record OtherTwin(OrderId Order) : IEvent
    {
        public Guid Subject => Order.Value;
    }

    public sealed record NameLess(OrderId Order) : IEvent
    {
        public Guid Subject => Order.Value;
    }
}

namespace Marketplace.Tests.Architecture.Fixtures
{
    internal sealed class JoinsSchemas(DbContextOptions<JoinsSchemas> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Thing>().ToTable("things", "catalog");
            modelBuilder.Entity<Line>(line =>
            {
                line.ToTable("lines", "orders");
                line.HasOne<Thing>().WithMany().HasForeignKey(l => l.ThingId);
            });
        }

        internal sealed class Thing
        {
            public Guid Id { get; set; }
        }

        internal sealed class Line
        {
            public Guid Id { get; set; }

            public Guid ThingId { get; set; }
        }
    }
}
