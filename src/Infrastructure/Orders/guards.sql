-- What the orders schema needs beyond the model. Idempotent: may be run again at any time.

-- The work list of held seller orders; few rows are ever in it.
CREATE INDEX IF NOT EXISTS ix_seller_orders_held ON orders.seller_orders (updated_at, id) WHERE holds <> '[]'::jsonb;

-- Where visitors without an account are written to.
CREATE INDEX IF NOT EXISTS ix_checkouts_guests ON orders.checkouts (buyer, id) WHERE email IS NOT NULL;
