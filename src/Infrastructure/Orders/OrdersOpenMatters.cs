using Marketplace.Infrastructure.Persistence;
using Marketplace.Kernel;
using Marketplace.Ports.Identity;
using Npgsql;

namespace Marketplace.Infrastructure.Orders;

/// <summary>Orders on their way, bought or sold, and returns nobody has closed.</summary>
internal sealed class OrdersOpenMatters(NpgsqlDataSource database) : IOpenMatters
{
    private const string Ask = """
        SELECT 'orders-open', count(*)::int FROM orders.orders
        WHERE buyer = @person AND status NOT IN ('COMPLETED', 'CANCELLED', 'RETURNED')
        UNION ALL SELECT 'sales-open', count(*)::int FROM orders.seller_orders
        WHERE shop = ANY (@shops) AND state NOT IN ('COMPLETED', 'CANCELLED', 'RETURNED')
        UNION ALL SELECT 'orders-held', count(*)::int FROM orders.seller_orders p JOIN orders.orders o ON o.id = p."order"
        WHERE (o.buyer = @person OR p.shop = ANY (@shops)) AND p.holds <> '[]'::jsonb
        UNION ALL SELECT 'returns-open', count(*)::int FROM orders.returns
        WHERE (buyer = @person OR shop = ANY (@shops)) AND state NOT IN ('CLOSED', 'REJECTED', 'CANCELLED', 'EXPIRED')
        """;

    public Task<IReadOnlyList<OpenMatter>> Of(UserId person, IReadOnlyList<ShopId> shops, CancellationToken ct) =>
        OpenMattersSql.Ask(database, Ask, person, shops, ct);
}
