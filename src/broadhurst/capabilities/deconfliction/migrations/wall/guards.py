"""Triggers and functions: keys and entries, planned events, counts of open hits."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE

# These do the work of a foreign key from the keys to their entry, once for each statement. A real
# foreign key checks each row, and locks the same entry for each of its twenty keys. For a
# spreadsheet of 100,000 targets, that was a sixth of the database's work.
#
# An entry stores the hashes of its keys, so that they are found without an index of keys by entry.
# That index took a tenth of the time to enter such a spreadsheet.
#
# SECURITY DEFINER: as with a foreign key, the answer must not depend on who can see the rows. The
# lock waits for a transaction that is deleting the entry, and keeps an entry it finds until commit.
KEYS = """
CREATE FUNCTION keys_have_their_entry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM (SELECT entry_id, array_agg(hash) AS hashes FROM written GROUP BY entry_id) w
    WHERE NOT EXISTS (
        SELECT FROM deconfliction_entry e
        WHERE e.id = w.entry_id AND e.key_hashes @> w.hashes FOR KEY SHARE);
    IF FOUND THEN
        RAISE foreign_key_violation
        USING MESSAGE = 'There is a key whose entry is not there, or does not name it.';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keys_have_their_entry AFTER INSERT ON deconfliction_key
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION keys_have_their_entry();

-- OFFSET 0 makes the planner look each key up by index, even if the table was small when planned.
CREATE FUNCTION entry_leaves_no_key() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM FROM gone g CROSS JOIN unnest(g.key_hashes) AS own(hash) CROSS JOIN LATERAL (
        SELECT FROM deconfliction_key WHERE hash = own.hash AND entry_id = g.id OFFSET 0) k;
    IF FOUND THEN
        RAISE foreign_key_violation USING MESSAGE = 'This entry has keys: they go before it.';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER entry_leaves_no_key AFTER DELETE ON deconfliction_entry
    REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION entry_leaves_no_key();

CREATE FUNCTION entry_names_its_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE foreign_key_violation USING MESSAGE = 'An entry names its keys for as long as it stands.';
END $$;
CREATE TRIGGER entry_names_its_keys
    BEFORE UPDATE OF key_hashes, identifier_hashes ON deconfliction_entry
    FOR EACH ROW WHEN (NOT (NEW.key_hashes @> OLD.key_hashes
                            AND NEW.identifier_hashes @> OLD.identifier_hashes))
    EXECUTE FUNCTION entry_names_its_keys();

CREATE FUNCTION number_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE foreign_key_violation USING MESSAGE = 'The number of an entry stays.'; END $$;
CREATE TRIGGER key_keeps_its_entry BEFORE UPDATE OF entry_id ON deconfliction_key
    FOR EACH ROW WHEN (OLD.entry_id <> NEW.entry_id) EXECUTE FUNCTION number_stays();
CREATE TRIGGER entry_keeps_its_number BEFORE UPDATE OF id ON deconfliction_entry
    FOR EACH ROW WHEN (OLD.id <> NEW.id) EXECUTE FUNCTION number_stays();
"""

# An event that is done or cancelled stays as it is until it is deleted.
EVENTS = """
ALTER TABLE deconfliction_event ADD CONSTRAINT event_window_holds_its_buffer CHECK (
    begins_at = starts_at - buffer_minutes * interval '1 minute'
    AND expires_at = ends_at + buffer_minutes * interval '1 minute');

CREATE FUNCTION event_has_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE check_violation USING MESSAGE = 'This event is done or cancelled.'; END $$;
CREATE TRIGGER event_stays_ended BEFORE UPDATE ON deconfliction_event FOR EACH ROW
    WHEN (OLD.state IN ('done', 'cancelled')) EXECUTE FUNCTION event_has_ended();
"""

# Each place gets a box in metres on a flat map: the globe as seen from above a pole. On that map,
# two points are never farther apart than on the globe. So if two places overlap, their boxes do
# too. A millimetre is added for rounding. Python then compares exactly the events found this way.
#
# SECURITY DEFINER: with row-level security, PostgreSQL would check the policy of every row before
# it used this index, because it does not trust the operators of boxes and ranges to keep a secret.
NEAR = """
CREATE FUNCTION event_footprint(latitude float8, longitude float8, reach_m float8) RETURNS box
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT box(
        point(6371008.7714 * cosd(latitude) * cosd(longitude) + reach_m + 0.001,
              6371008.7714 * cosd(latitude) * sind(longitude) + reach_m + 0.001),
        point(6371008.7714 * cosd(latitude) * cosd(longitude) - reach_m - 0.001,
              6371008.7714 * cosd(latitude) * sind(longitude) - reach_m - 0.001))
$$;

CREATE INDEX event_by_footprint ON deconfliction_event USING gist (
    event_footprint(latitude, longitude, radius_m), tstzrange(begins_at, expires_at)
) WHERE state IN ('planned', 'live');

CREATE FUNCTION events_near(
    unit bigint, north float8, east float8, reach_m float8, since timestamptz, until timestamptz
) RETURNS TABLE (
    id bigint, begins_at timestamptz, expires_at timestamptz, latitude float8, longitude float8,
    radius_m integer, polygon jsonb
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT e.id, e.begins_at, e.expires_at, e.latitude, e.longitude, e.radius_m, e.polygon
    FROM deconfliction_event e
    WHERE (SELECT wall_elevated()) AND e.unit_id <> unit AND e.state IN ('planned', 'live')
      AND event_footprint(e.latitude, e.longitude, e.radius_m)
          && event_footprint(north, east, reach_m)
      AND tstzrange(e.begins_at, e.expires_at) && tstzrange(since, until)
    ORDER BY e.starts_at, e.id
$$;
"""

# SECURITY DEFINER: it counts hits that the reader cannot see, so it checks itself that the reader
# can see the OCG. It returns only a number. It leaves out hits that a desk has not confirmed.
#
# The hits of an OCG are those raised on it, those that answered a check of it, and those on another
# entry of its owner that names the same item or person.
OPEN_HITS = f"""
CREATE FUNCTION deconfliction_open_hits(ocgs bigint[]) RETURNS TABLE (ocg bigint, hits bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH seen AS MATERIALIZED (
        SELECT o.id, o.ref, w.unit_id
        FROM register_ocg o
        JOIN access_dossier d ON d.id = o.dossier_id
        JOIN register_ownership w ON w.ocg_id = o.id AND w.until_at IS NULL
        WHERE o.id = ANY (ocgs) AND (
            wall_elevated()
            OR CASE WHEN d.lapses_at > wall_now() THEN d.readers && wall_principals()
                    ELSE wall_open_now(d.id) END)
    ), side AS MATERIALIZED (
        SELECT s.hit_id, s.unit_id, s.ocg_ref, s.entry_id, s.shared,
               ARRAY(SELECT k.hash FROM deconfliction_entry e
                     CROSS JOIN LATERAL unnest(e.key_hashes) h
                     JOIN deconfliction_key k ON k.hash = h AND k.entry_id = e.id AND k.is_exact
                     WHERE e.id = s.entry_id AND h <> ALL (e.identifier_hashes)) AS people
        FROM deconfliction_hitside s
        WHERE s.unit_id IN (SELECT unit_id FROM seen) AND s.is_disclosed AND s.closed_at IS NULL
    ), found AS (
        SELECT seen.id, side.hit_id FROM seen JOIN side USING (unit_id)
        WHERE side.ocg_ref = seen.ref
        UNION
        SELECT seen.id, side.hit_id FROM seen
        JOIN deconfliction_check c ON c.ocg_id = seen.id AND c.unit_id = seen.unit_id
        JOIN side ON side.unit_id = seen.unit_id AND side.hit_id = ANY (c.hits)
        UNION
        SELECT seen.id, side.hit_id FROM seen
        JOIN deconfliction_entry e ON e.unit_id = seen.unit_id AND e.ocg_ref = seen.ref
            AND e.expires_at > wall_now()
        JOIN side ON side.unit_id = seen.unit_id
            AND (e.key_hashes && side.shared OR e.key_hashes && side.people)
    )
    SELECT id, count(*) FROM found GROUP BY id
$$;
REVOKE ALL ON FUNCTION deconfliction_open_hits(bigint[]) FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION deconfliction_open_hits(bigint[]) TO {APPLICATION_ROLE};
"""

OPERATIONS = (
    migrations.RunSQL(KEYS, migrations.RunSQL.noop),
    migrations.RunSQL(EVENTS, migrations.RunSQL.noop),
    migrations.RunSQL(NEAR, migrations.RunSQL.noop),
    migrations.RunSQL(OPEN_HITS, migrations.RunSQL.noop),
)
