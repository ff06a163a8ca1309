using Npgsql;

namespace Marketplace.Lab;

/// <summary>Counts of what must never be: each is zero in a sound market.</summary>
public static class CrashCounts
{
    private static readonly (string Name, string Sql)[] Faults =
    [
        ("acknowledged orders lost or unpaid", """
            SELECT count(*) FROM unnest($1) a(id) LEFT JOIN orders.orders o ON o.id = a.id
            WHERE o.id IS NULL OR o.status NOT IN ('PAID', 'PROCESSING', 'SHIPPED', 'DELIVERED', 'COMPLETED')
            """),
        ("orders paid more or less than their total", """
            SELECT count(*) FROM orders.orders o WHERE o.status = 'PAID' AND o.total_amount <>
                (SELECT coalesce(sum(p.captured_amount_amount), 0) FROM payments.payments p WHERE p."order" = o.id)
            """),
        ("orders with two captured payments", """
            SELECT count(*) FROM (SELECT 1 FROM payments.payments WHERE captured_amount_amount > 0 GROUP BY "order" HAVING count(*) > 1) d
            """),
        ("paid orders whose units are not out of stock", """
            SELECT count(*) FROM orders.orders o LEFT JOIN catalog.reservations r ON r.id = o.id
            WHERE o.status = 'PAID' AND (r.id IS NULL OR r.state <> 'COMMITTED')
            """),
        ("units out of stock without a paid order", """
            SELECT count(*) FROM catalog.reservations r LEFT JOIN orders.orders o ON o.id = r.id
            WHERE r.state = 'COMMITTED' AND (o.id IS NULL OR o.status <> 'PAID')
            """),
        ("stock that differs from its reservations", """
            SELECT count(*) FROM catalog.stock s
            LEFT JOIN (SELECT (l->>'offer')::uuid AS offer, sum((l->>'quantity')::int) FILTER (WHERE r.state = 'COMMITTED') AS gone,
                              sum((l->>'quantity')::int) FILTER (WHERE r.state = 'HELD') AS held
                       FROM catalog.reservations r, jsonb_array_elements(r.lines) l GROUP BY 1) t ON t.offer = s.id
            WHERE s.on_hand <> $2 - coalesce(t.gone, 0) OR s.reserved <> coalesce(t.held, 0)
            """),
        ("stock that differs from its movements", """
            SELECT count(*) FROM catalog.stock s WHERE s.on_hand <>
                (SELECT coalesce(sum(m.delta), 0) FROM catalog.movements m WHERE m.offer = s.id)
            """),
        ("currencies whose ledger does not sum to zero", """
            SELECT count(*) FROM (SELECT 1 FROM payments.ledger_entries GROUP BY currency HAVING sum(minor) <> 0) d
            """),
        ("postings out of balance", """
            SELECT count(*) FROM (SELECT 1 FROM payments.ledger_entries GROUP BY posting_id, currency HAVING sum(minor) <> 0) d
            """),
        ("captured money that is not in the ledger", """
            SELECT abs((SELECT coalesce(sum(captured_amount_amount - refunded_amount_amount), 0) FROM payments.payments)
                - (SELECT coalesce(sum(minor), 0) FROM payments.ledger_entries WHERE account LIKE 'provider:%'))::bigint
            """),
        ("dead letters", "SELECT count(*) FROM embedded_transport.dead_letters"),
    ];

    /// <summary>Messages not handled yet.</summary>
    public static async Task<long> Waiting(NpgsqlDataSource data)
    {
        await using var command = data.CreateCommand("SELECT (SELECT count(*) FROM transport.outbox) + (SELECT count(*) FROM embedded_transport.messages)");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Every count by its name.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> All(NpgsqlDataSource data, Guid[] acknowledged, int onHand)
    {
        var counts = new Dictionary<string, long>();
        foreach (var (name, sql) in Faults)
        {
            await using var command = data.CreateCommand(sql);
            if (sql.Contains("$1", StringComparison.Ordinal)) command.Parameters.Add(new() { Value = acknowledged });
            if (sql.Contains("$2", StringComparison.Ordinal)) command.CommandText = sql.Replace("$2", onHand.ToString(null as IFormatProvider), StringComparison.Ordinal);
            counts[name] = Convert.ToInt64(await command.ExecuteScalarAsync(), null);
        }

        return counts;
    }
}
