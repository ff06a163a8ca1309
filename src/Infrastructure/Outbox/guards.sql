-- One step of a saga: a new row for version 0, otherwise only over the version that was read. Losing the race looks like any other.
CREATE OR REPLACE FUNCTION transport.save_saga(
    of_saga text, of_process uuid, new_phase text, new_state jsonb, at timestamptz, over_at timestamptz, seen bigint)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF seen = 0 THEN
        INSERT INTO transport.sagas (saga, correlation, phase, state, updated_at, ended_at)
        VALUES (of_saga, of_process, new_phase, new_state, at, over_at)
        ON CONFLICT (saga, correlation) DO NOTHING;
    ELSE
        UPDATE transport.sagas SET phase = new_phase, state = new_state, updated_at = at, ended_at = over_at
        WHERE saga = of_saga AND correlation = of_process AND xmin::text::bigint = seen;
    END IF;
    IF NOT FOUND THEN RAISE EXCEPTION 'another step of this saga came first' USING ERRCODE = 'serialization_failure'; END IF;
END $$;
