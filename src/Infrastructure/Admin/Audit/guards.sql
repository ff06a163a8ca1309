-- What the audit log refuses whatever the program does (quality §14). Idempotent: may be run again at any time.
CREATE OR REPLACE FUNCTION admin.audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit log is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

DROP TRIGGER IF EXISTS append_only ON admin.audit;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON admin.audit
    FOR EACH STATEMENT EXECUTE FUNCTION admin.audit_refuse_change();
DROP TRIGGER IF EXISTS append_only ON admin.audit_seals;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON admin.audit_seals
    FOR EACH STATEMENT EXECUTE FUNCTION admin.audit_refuse_change();
