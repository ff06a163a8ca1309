-- What the payments schema refuses whatever the program does (quality R1-R5). Idempotent: may be run again at any time.

-- R2: the ledger is append-only.
CREATE OR REPLACE FUNCTION payments.ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger is append-only: % on % is refused; post a reversal instead.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

DROP TRIGGER IF EXISTS append_only ON payments.ledger_postings;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.ledger_postings
    FOR EACH STATEMENT EXECUTE FUNCTION payments.ledger_refuse_change();
DROP TRIGGER IF EXISTS append_only ON payments.ledger_entries;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.ledger_entries
    FOR EACH STATEMENT EXECUTE FUNCTION payments.ledger_refuse_change();

-- R1: at commit a posting has two entries or more and sums to zero in every currency.
CREATE OR REPLACE FUNCTION payments.ledger_check_balanced(posting uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM payments.ledger_entries e WHERE e.posting_id = posting GROUP BY e.currency HAVING sum(e.minor) <> 0)
        OR (SELECT count(*) FROM payments.ledger_entries e WHERE e.posting_id = posting) < 2 THEN
        RAISE EXCEPTION 'Posting % does not balance.', posting USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION payments.ledger_posting_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM payments.ledger_check_balanced(NEW.id);
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION payments.ledger_entry_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM payments.ledger_check_balanced(NEW.posting_id);
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS balanced ON payments.ledger_postings;
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON payments.ledger_postings
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments.ledger_posting_balanced();
DROP TRIGGER IF EXISTS balanced ON payments.ledger_entries;
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON payments.ledger_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments.ledger_entry_balanced();

-- R4: balances of per-order and per-shop accounts follow their entries in the same transaction, under the row's lock.
-- Shared accounts (provider, platform, tax) have no row, so purchases never queue behind each other.
-- A balance that would cross zero is reported as a serialization failure: the program reads again and decides anew.
CREATE OR REPLACE FUNCTION payments.ledger_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    receivable CONSTANT boolean := NEW.account LIKE 'seller:%:receivable';
    guarded CONSTANT boolean := NEW.account NOT LIKE 'courier:%';
BEGIN
    UPDATE payments.ledger_balances b SET minor = b.minor + NEW.minor
        WHERE b.account = NEW.account AND b.currency = NEW.currency
            AND (NOT guarded OR CASE WHEN receivable THEN b.minor + NEW.minor >= 0 ELSE b.minor + NEW.minor <= 0 END);
    IF FOUND THEN RETURN NULL; END IF;

    IF NOT guarded OR (receivable = (NEW.minor > 0)) THEN
        INSERT INTO payments.ledger_balances AS b (account, currency, minor) VALUES (NEW.account, NEW.currency, NEW.minor)
            ON CONFLICT (account, currency) DO UPDATE SET minor = b.minor + excluded.minor;
        RETURN NULL;
    END IF;

    RAISE EXCEPTION 'Account % would fall below zero.', NEW.account USING ERRCODE = 'serialization_failure';
END $$;

DROP TRIGGER IF EXISTS follow ON payments.ledger_entries;
CREATE TRIGGER follow AFTER INSERT ON payments.ledger_entries FOR EACH ROW
    WHEN (NEW.account !~ '^(provider|platform|tax):') EXECUTE FUNCTION payments.ledger_follow();

-- R4: the comparison of cached and derived balances; a row is a difference and an alert.
CREATE OR REPLACE VIEW payments.ledger_differences AS
    SELECT coalesce(b.account, e.account) AS account, coalesce(b.currency, e.currency) AS currency,
        coalesce(b.minor, 0) AS cached, coalesce(e.minor, 0) AS derived
    FROM payments.ledger_balances b
    FULL JOIN (
        SELECT account, currency, sum(minor)::bigint AS minor FROM payments.ledger_entries
        WHERE account !~ '^(provider|platform|tax):' GROUP BY account, currency) e
        ON e.account = b.account AND e.currency = b.currency
    WHERE coalesce(b.minor, 0) <> coalesce(e.minor, 0);
