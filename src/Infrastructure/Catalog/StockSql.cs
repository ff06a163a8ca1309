namespace Marketplace.Infrastructure.Catalog;

/// <summary>The statements that move counters of stock; each locks its rows in offer order.</summary>
internal static class StockSql
{
    /// <summary>Holds all or none. A hopeless attempt is seen from the last commit and queues for no lock.</summary>
    public const string Hold = """
        WITH wanted AS MATERIALIZED (
            SELECT w.offer, w.n, s.on_hand - s.reserved AS seen
            FROM unnest($1::uuid[], $2::int[]) AS w (offer, n) LEFT JOIN catalog.stock s ON s.id = w.offer),
        known AS MATERIALIZED (SELECT 1 FROM catalog.reservations WHERE id = $3),
        shelf AS MATERIALIZED (
            SELECT s.id, s.on_hand - s.reserved AS available, w.n
            FROM wanted w JOIN catalog.stock s ON s.id = w.offer
            WHERE NOT EXISTS (SELECT 1 FROM known) AND NOT EXISTS (SELECT 1 FROM wanted WHERE coalesce(seen, 0) < n)
            ORDER BY s.id FOR NO KEY UPDATE OF s),
        taken AS (
            UPDATE catalog.stock s SET reserved = s.reserved + f.n
            FROM shelf f
            WHERE s.id = f.id AND s.on_hand - s.reserved >= f.n
                AND (SELECT count(*) FROM shelf WHERE available >= n) = (SELECT count(*) FROM wanted)
            RETURNING s.id)
        SELECT w.offer, coalesce(f.available, w.seen, 0), w.n, (SELECT count(*) FROM taken), EXISTS (SELECT 1 FROM known)
        FROM wanted w LEFT JOIN shelf f ON f.id = w.offer
        """;

    /// <summary>Gives held units back.</summary>
    public const string Free = Shelf + """
        freed AS (
            UPDATE catalog.stock s SET reserved = s.reserved - f.n FROM shelf f WHERE s.id = f.id RETURNING s.id)
        SELECT count(*) FROM freed
        """;

    /// <summary>Takes held units out for good.</summary>
    public const string TakeOut = Shelf + """
        gone AS (
            UPDATE catalog.stock s SET on_hand = s.on_hand - f.n, reserved = s.reserved - f.n, sold = s.sold + f.n
            FROM shelf f WHERE s.id = f.id
            RETURNING s.id, s.product, s.warehouse, f.n),
        noted AS (
            INSERT INTO catalog.movements (offer, warehouse, delta, kind, cause, at)
            SELECT id, warehouse, -n, 'SALE', $3::uuid, $4::timestamptz FROM gone),
        listed AS (
            UPDATE catalog.listings l SET sold = l.sold + g.n
            FROM (SELECT product, sum(n)::int AS n FROM gone GROUP BY product) g WHERE l.product = g.product)
        SELECT count(*) FROM gone
        """;

    /// <summary>Books units that came back; what is not sold again is written off, so the movements still add up.</summary>
    public const string PutBack = Shelf + """
        back AS (
            UPDATE catalog.stock s
            SET on_hand = CASE $3::text WHEN 'RESTOCK' THEN s.on_hand + f.n WHEN 'SET_ZERO' THEN s.reserved ELSE s.on_hand END,
                sold = greatest(s.sold - f.n, 0)
            FROM shelf f WHERE s.id = f.id
            RETURNING s.id, s.shop, s.product, s.warehouse, f.n, f.on_hand AS before, s.on_hand AS after, s.reserved),
        noted AS (
            INSERT INTO catalog.movements (offer, warehouse, delta, kind, cause, at)
            SELECT id, warehouse, n, 'RETURN', $4::uuid, $5::timestamptz FROM back
            UNION ALL
            SELECT id, warehouse, after - before - n, CASE $3::text WHEN 'SET_ZERO' THEN 'COUNT' ELSE 'WRITE_OFF' END, $4::uuid,
                $5::timestamptz
            FROM back WHERE after - before <> n),
        listed AS (
            UPDATE catalog.listings l SET sold = greatest(l.sold - b.n, 0)
            FROM (SELECT product, sum(n)::int AS n FROM back GROUP BY product) b WHERE l.product = b.product)
        SELECT id, shop, before, after, reserved FROM back ORDER BY id
        """;

    /// <summary>Sets counts; a repeated offer takes its last count, one below the held units is left alone.</summary>
    public const string Set = """
        WITH wanted AS MATERIALIZED (
            SELECT w.i, coalesce(a.id, b.id) AS offer, w.n
            FROM unnest($2::uuid[], $3::text[], $4::int[]) WITH ORDINALITY AS w (offer, sku, n, i)
            LEFT JOIN catalog.offers a ON a.id = w.offer AND a.shop = $1
            LEFT JOIN catalog.offers b ON b.shop = $1 AND b.sku = w.sku),
        final AS MATERIALIZED (SELECT DISTINCT ON (offer) offer, n FROM wanted WHERE offer IS NOT NULL ORDER BY offer, i DESC),
        shelf AS MATERIALIZED (
            SELECT s.id, s.warehouse, s.on_hand, s.reserved, w.n
            FROM final w JOIN catalog.stock s ON s.id = w.offer ORDER BY s.id FOR NO KEY UPDATE OF s),
        counted AS (
            UPDATE catalog.stock s SET on_hand = f.n
            FROM shelf f WHERE s.id = f.id AND f.n >= s.reserved AND f.n <> s.on_hand
            RETURNING s.id),
        noted AS (
            INSERT INTO catalog.movements (offer, warehouse, delta, kind, cause, at)
            SELECT f.id, f.warehouse, f.n - f.on_hand, 'COUNT', $5::uuid, $6::timestamptz FROM shelf f JOIN counted USING (id))
        SELECT f.id, f.on_hand, f.reserved, f.n FROM wanted w LEFT JOIN shelf f ON f.id = w.offer ORDER BY w.i
        """;

    private const string Shelf = """
        WITH shelf AS MATERIALIZED (
            SELECT s.id, s.on_hand, w.n
            FROM unnest($1::uuid[], $2::int[]) AS w (offer, n) JOIN catalog.stock s ON s.id = w.offer
            ORDER BY s.id FOR NO KEY UPDATE OF s),

        """;
}
