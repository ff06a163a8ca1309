-- Movements are history: the application adds, nobody changes.
CREATE OR REPLACE FUNCTION catalog.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'catalog.% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

DROP TRIGGER IF EXISTS movements_append_only ON catalog.movements;
CREATE TRIGGER movements_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON catalog.movements
    FOR EACH STATEMENT EXECUTE FUNCTION catalog.refuse_change();

-- Room for counters to change in place, without touching an index.
ALTER TABLE catalog.stock SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE catalog.listings SET (fillfactor = 80);
ALTER TABLE catalog.reservations SET (fillfactor = 80);

CREATE INDEX IF NOT EXISTS ix_offers_shown ON catalog.offers (product, price_amount) WHERE active;

-- What the public sees of products changed: one message per statement, in the transaction that changed it, read by whoever
-- keeps a copy (search). Units sold alone announce nothing, so a purchase does only when it takes the last unit.
CREATE SEQUENCE IF NOT EXISTS catalog.readings;

CREATE OR REPLACE FUNCTION catalog.announce_listings(ids uuid[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO transport.outbox (id, type, data_version, subject, correlation, time, written_at, data)
    SELECT gen_random_uuid(), 'listing.changed', 1, (c.products)[1], (c.products)[1], now(), clock_timestamp(),
        jsonb_build_object('products', to_jsonb(c.products))
    FROM (SELECT array_agg(id) AS products
        FROM unnest(ids) WITH ORDINALITY AS i (id, n) GROUP BY (n - 1) / 500) c;
$$;

-- The rows behind public lists. Two changes of one card wait for each other on its row, so that the later one sees the
-- earlier; sold is counted where units are taken out, never here.
CREATE OR REPLACE FUNCTION catalog.refresh_listings(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    gone uuid[];
    shown uuid[];
BEGIN
    PERFORM 1 FROM catalog.products WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;

    WITH deleted AS (
        DELETE FROM catalog.listings l
        WHERE l.product = ANY (ids) AND NOT EXISTS (
            SELECT 1
            FROM catalog.products p
            JOIN catalog.offers o ON o.product = p.id AND o.active
            JOIN catalog.storefronts f ON f.id = o.shop AND f.selling
            WHERE p.id = l.product AND p.state = 'PUBLISHED')
        RETURNING product)
    SELECT array_agg(product) INTO gone FROM deleted;

    WITH put AS (
    INSERT INTO catalog.listings AS l (product, category, shop, offer, price, listed_at, sold, in_stock, card)
    SELECT p.id, p.category, b.shop, b.offer, b.price, p.published_at, b.sold, b.in_stock,
        '{"id":"' || p.id || '","title":' || to_json(p.title) || ',"categoryId":"' || p.category
        || coalesce('","image":' || to_json(p.images ->> 0), '"')
        || ',"price":{"amount":' || b.price || ',"currency":"' || b.currency
        || coalesce('"},"compareAt":{"amount":' || b.compare_at || ',"currency":"' || b.currency, '')
        || '"},"offerId":"' || b.offer || '","variantId":"' || b.variant
        || '","shop":{"id":"' || b.shop || '","name":' || to_json(b.shop_name) || '},"offers":' || b.offers
        || ',"listedAt":"' || to_char(p.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"}'
    FROM catalog.products p
    CROSS JOIN LATERAL (
        SELECT o.id AS offer, o.variant, o.shop, f.name AS shop_name, o.price_amount AS price, o.price_currency AS currency,
            o.compare_at_amount AS compare_at, coalesce(s.on_hand > s.reserved, false) AS in_stock,
            count(*) OVER () AS offers, coalesce(sum(s.sold) OVER (), 0)::int AS sold
        FROM catalog.offers o
        JOIN catalog.storefronts f ON f.id = o.shop AND f.selling
        LEFT JOIN catalog.stock s ON s.id = o.id
        WHERE o.product = p.id AND o.active
        ORDER BY coalesce(s.on_hand > s.reserved, false) DESC, o.price_amount, o.created_at, o.id
        LIMIT 1) b
    WHERE p.id = ANY (ids) AND p.state = 'PUBLISHED'
    ON CONFLICT (product) DO UPDATE
    SET category = excluded.category, shop = excluded.shop, offer = excluded.offer, price = excluded.price,
        in_stock = excluded.in_stock, card = excluded.card
    WHERE (l.category, l.offer, l.price, l.in_stock, l.card)
        IS DISTINCT FROM (excluded.category, excluded.offer, excluded.price, excluded.in_stock, excluded.card)
    RETURNING product)
    SELECT array_agg(product) INTO shown FROM put;

    PERFORM catalog.announce_listings(coalesce(gone, '{}') || coalesce(shown, '{}'));
END $$;

-- The words of public cards; a page outlives a hidden card and is simply not reached.
CREATE OR REPLACE FUNCTION catalog.refresh_pages(ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    changed uuid[];
BEGIN
    WITH put AS (
    INSERT INTO catalog.pages AS g (product, body)
    SELECT p.id,
        '{"id":"' || p.id || '","title":' || to_json(p.title) || ',"description":' || to_json(p.description)
        || ',"categoryId":"' || p.category || '","attributes":' || p.attributes || ',"translations":' || p.translations
        || ',"tags":' || p.tags || ',"images":' || p.images || ',"version":' || p.revision
        || ',"publishedAt":"' || to_char(p.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        || '","variants":[' || coalesce((
            SELECT string_agg(
                '{"id":"' || v.id || '","attributes":' || v.attributes || coalesce(',"gtin":' || to_json(v.gtin), '') || '}',
                ',' ORDER BY v.position)
            FROM catalog.variants v WHERE v.product = p.id), '') || ']}'
    FROM catalog.products p
    WHERE p.id = ANY (ids) AND p.state = 'PUBLISHED'
    ON CONFLICT (product) DO UPDATE SET body = excluded.body WHERE g.body IS DISTINCT FROM excluded.body
    RETURNING product)
    SELECT array_agg(product) INTO changed FROM put;

    PERFORM catalog.announce_listings(coalesce(changed, '{}'));
END $$;

CREATE OR REPLACE FUNCTION catalog.product_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM catalog.refresh_listings(ARRAY[NEW.id]);
    PERFORM catalog.refresh_pages(ARRAY[NEW.id]);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION catalog.variant_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM catalog.refresh_pages(ARRAY[coalesce(NEW.product, OLD.product)]);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION catalog.offer_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM catalog.refresh_listings(ARRAY[NEW.product]);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION catalog.storefront_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM catalog.refresh_listings(ARRAY(SELECT DISTINCT product FROM catalog.offers WHERE shop = NEW.id));
    RETURN NULL;
END $$;

-- A bulk write sets catalog.bulk for its transaction and refreshes once at its end.
DROP TRIGGER IF EXISTS product_listed ON catalog.products;
CREATE TRIGGER product_listed AFTER INSERT ON catalog.products FOR EACH ROW
    WHEN (NEW.state = 'PUBLISHED' AND current_setting('catalog.bulk', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION catalog.product_changed();

DROP TRIGGER IF EXISTS product_relisted ON catalog.products;
CREATE TRIGGER product_relisted AFTER UPDATE ON catalog.products FOR EACH ROW
    WHEN (OLD.state = 'PUBLISHED' OR NEW.state = 'PUBLISHED')
    EXECUTE FUNCTION catalog.product_changed();

DROP TRIGGER IF EXISTS variant_listed ON catalog.variants;
CREATE TRIGGER variant_listed AFTER INSERT OR UPDATE OR DELETE ON catalog.variants FOR EACH ROW
    WHEN (current_setting('catalog.bulk', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION catalog.variant_changed();

DROP TRIGGER IF EXISTS offer_listed ON catalog.offers;
CREATE TRIGGER offer_listed AFTER INSERT OR UPDATE ON catalog.offers FOR EACH ROW
    WHEN (current_setting('catalog.bulk', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION catalog.offer_changed();

DROP TRIGGER IF EXISTS stock_listed ON catalog.stock;
CREATE TRIGGER stock_listed AFTER INSERT ON catalog.stock FOR EACH ROW
    WHEN (NEW.on_hand > 0 AND current_setting('catalog.bulk', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION catalog.offer_changed();

DROP TRIGGER IF EXISTS stock_relisted ON catalog.stock;
CREATE TRIGGER stock_relisted AFTER UPDATE ON catalog.stock FOR EACH ROW
    WHEN ((OLD.on_hand > OLD.reserved) <> (NEW.on_hand > NEW.reserved))
    EXECUTE FUNCTION catalog.offer_changed();

DROP TRIGGER IF EXISTS storefront_listed ON catalog.storefronts;
CREATE TRIGGER storefront_listed AFTER INSERT OR UPDATE ON catalog.storefronts FOR EACH ROW
    EXECUTE FUNCTION catalog.storefront_changed();
