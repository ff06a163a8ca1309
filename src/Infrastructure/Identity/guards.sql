-- Small indexes over few of many rows, as EF cannot express them. Idempotent: may be run again at any time.
-- Who works for the marketplace, among all who buy there.
CREATE INDEX IF NOT EXISTS ix_users_back_office ON identity.users (id)
    WHERE roles && ARRAY['support', 'moderator', 'finance', 'admin']::text[];
-- Who ever was an administrator: while it is one person, that person acts alone (quality S14).
CREATE INDEX IF NOT EXISTS ix_identity_changes_administrators ON identity.changes (subject)
    WHERE machine = 'account' AND to_state LIKE '%admin%';
