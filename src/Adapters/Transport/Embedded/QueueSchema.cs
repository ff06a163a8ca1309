namespace Marketplace.Adapters.Transport.Embedded;

/// <summary>Tables and functions of the queue, made or brought up to date when a host declares its queues.</summary>
/// <remarks>
/// The functions look along the index whatever the planner knows: the queue is empty most of the time, so its statistics always promise
/// that reading all of it is cheapest, and rows that went a moment ago are still in the way.
/// </remarks>
internal static class QueueSchema
{
    public const string Create = """
        CREATE SCHEMA IF NOT EXISTS embedded_transport;
        CREATE TABLE IF NOT EXISTS embedded_transport.subscriptions (queue text, type text, PRIMARY KEY (type, queue));
        CREATE TABLE IF NOT EXISTS embedded_transport.hosts (id uuid PRIMARY KEY, alive_until timestamptz NOT NULL);
        CREATE TABLE IF NOT EXISTS embedded_transport.messages (
            seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, queue text NOT NULL, id uuid NOT NULL, subject uuid NOT NULL,
            envelope text NOT NULL, attempts int NOT NULL DEFAULT 0, visible_at timestamptz NOT NULL DEFAULT now(),
            owner uuid, enlisted boolean NOT NULL DEFAULT false, parked boolean NOT NULL DEFAULT false, UNIQUE (queue, id))
            WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_cost_delay = 0);
        CREATE INDEX IF NOT EXISTS ix_messages_subject ON embedded_transport.messages (queue, subject, seq);
        CREATE INDEX IF NOT EXISTS ix_messages_free ON embedded_transport.messages (seq) WHERE owner IS NULL;
        CREATE TABLE IF NOT EXISTS embedded_transport.dead_letters (
            queue text NOT NULL, id uuid NOT NULL, subject uuid NOT NULL, envelope text NOT NULL, attempts int NOT NULL, reason text NOT NULL,
            at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (queue, id));

        CREATE OR REPLACE FUNCTION embedded_transport.settle(handled bigint) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
            DELETE FROM embedded_transport.messages WHERE seq = handled;
            IF NOT FOUND THEN RAISE EXCEPTION 'another run settled this delivery' USING ERRCODE = 'MK001'; END IF;
        END $$;

        CREATE OR REPLACE FUNCTION embedded_transport.in_turn(queues text[], subjects uuid[]) RETURNS void
        LANGUAGE plpgsql SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM unnest(queues, subjects) h(queue, subject)
                       JOIN embedded_transport.messages m ON m.queue = h.queue AND m.subject = h.subject) THEN
                RAISE EXCEPTION 'an earlier message of the subject waits' USING ERRCODE = 'MK002';
            END IF;
        END $$;

        -- The writing host keeps what it may handle itself: nothing of the subject may wait that is not already in its hands.
        CREATE OR REPLACE FUNCTION embedded_transport.enlist(
            ids uuid[], types text[], subjects uuid[], envelopes text[], handled uuid[], handled_queues text[], keep uuid[], queues text[],
            host uuid)
        RETURNS TABLE (seq bigint, queue text, id uuid, mine boolean)
        LANGUAGE plpgsql SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off AS $$
        #variable_conflict use_column
        BEGIN
            RETURN QUERY INSERT INTO embedded_transport.messages AS w (queue, id, subject, envelope, owner, attempts, enlisted)
            SELECT e.queue, e.id, e.subject, e.envelope, e.owner, (e.owner IS NOT NULL)::int, true
            FROM (SELECT s.queue, m.id, m.subject, m.envelope, m.n, CASE WHEN m.subject = ANY(keep) AND s.queue = ANY(queues) AND NOT EXISTS (
                      SELECT 1 FROM embedded_transport.messages b
                      WHERE b.queue = s.queue AND b.subject = m.subject AND b.owner IS DISTINCT FROM host) THEN host END AS owner
                  FROM unnest(ids, types, subjects, envelopes) WITH ORDINALITY AS m(id, type, subject, envelope, n)
                  JOIN embedded_transport.subscriptions s ON s.type = m.type
                  WHERE NOT EXISTS (SELECT 1 FROM unnest(handled, handled_queues) h(id, queue) WHERE h.id = m.id AND h.queue = s.queue)) e
            ORDER BY e.n RETURNING w.seq, w.queue, w.id, w.owner IS NOT NULL;
        END $$;

        -- A subject's messages go to one host at a time: a row waits while an earlier one of its subject is in a host's hands.
        CREATE OR REPLACE FUNCTION embedded_transport.claim(host uuid, queues text[], most int)
        RETURNS TABLE (seq bigint, queue text, attempts int, envelope text, enlisted boolean)
        LANGUAGE plpgsql SET enable_seqscan = off SET enable_bitmapscan = off SET jit = off AS $$
        #variable_conflict use_column
        BEGIN
            RETURN QUERY UPDATE embedded_transport.messages m SET owner = host, attempts = m.attempts + 1
            FROM (SELECT c.seq FROM embedded_transport.messages c
                  WHERE c.owner IS NULL AND c.queue = ANY(queues) AND c.visible_at <= now()
                    AND NOT EXISTS (SELECT 1 FROM embedded_transport.messages b
                        WHERE b.queue = c.queue AND b.subject = c.subject AND b.seq < c.seq AND b.owner IS NOT NULL)
                  ORDER BY c.seq LIMIT most FOR UPDATE SKIP LOCKED) s
            WHERE m.seq = s.seq RETURNING m.seq, m.queue, m.attempts, m.envelope, m.enlisted;
        END $$;

        -- What a silent host had in its hands is anybody's.
        CREATE OR REPLACE FUNCTION embedded_transport.free_orphans() RETURNS void LANGUAGE sql AS $$
            UPDATE embedded_transport.messages SET owner = NULL
            WHERE owner <> ALL(ARRAY(SELECT h.id FROM embedded_transport.hosts h WHERE h.alive_until > now()))
        $$;
        """;
}
