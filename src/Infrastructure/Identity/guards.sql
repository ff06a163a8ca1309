-- What the identity schema refuses whatever the program does. Idempotent: may be run again at any time.

-- Consents prove what somebody agreed to: they are followed by others, never changed; only an erasure takes the address away.
CREATE OR REPLACE FUNCTION identity.consents_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND coalesce(current_setting('marketplace.erasing', true), '') = 'on' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'Consents are append-only: % on % is refused.', TG_OP, TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

DROP TRIGGER IF EXISTS append_only ON identity.consents;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON identity.consents
    FOR EACH STATEMENT EXECUTE FUNCTION identity.consents_refuse_change();
DROP TRIGGER IF EXISTS append_only ON identity.consent_texts;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON identity.consent_texts
    FOR EACH STATEMENT EXECUTE FUNCTION identity.consents_refuse_change();

-- Small indexes over few of many rows, as EF cannot express them. Idempotent: may be run again at any time.
-- Who works for the marketplace, among all who buy there.
CREATE INDEX IF NOT EXISTS ix_users_back_office ON identity.users (id)
    WHERE roles && ARRAY['support', 'moderator', 'finance', 'admin']::text[];
-- Who ever was an administrator: while it is one person, that person acts alone (quality S14).
CREATE INDEX IF NOT EXISTS ix_identity_changes_administrators ON identity.changes (subject)
    WHERE machine = 'account' AND to_state LIKE '%admin%';
