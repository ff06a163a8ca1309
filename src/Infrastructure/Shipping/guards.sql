-- A proven delivery keeps its proof, and what a carrier said stays said.
CREATE OR REPLACE FUNCTION shipping.keep_proof() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.proof IS NOT NULL AND NEW.proof IS DISTINCT FROM OLD.proof
        AND coalesce(current_setting('marketplace.erasing', true), '') <> 'on' THEN
        RAISE EXCEPTION 'a proof of delivery cannot be changed';
    END IF;
    IF jsonb_array_length(NEW.events) < jsonb_array_length(OLD.events) THEN
        RAISE EXCEPTION 'events of a parcel cannot be removed';
    END IF;
    RETURN NEW;
END $$;

DROP TRIGGER IF EXISTS keep_proof ON shipping.shipments;
CREATE TRIGGER keep_proof BEFORE UPDATE ON shipping.shipments FOR EACH ROW EXECUTE FUNCTION shipping.keep_proof();

CREATE INDEX IF NOT EXISTS ix_courier_tasks_unasked ON shipping.courier_tasks (id) WHERE state IN ('WAITING', 'DECLINED', 'TIMED_OUT');
