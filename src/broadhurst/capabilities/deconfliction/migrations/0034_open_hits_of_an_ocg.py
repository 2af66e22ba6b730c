"""How many hits are open on an OCG, for everybody who sees the OCG. What they are stays hidden."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE

# SECURITY DEFINER: it counts past the wall, and so asks itself whether the reader sees the OCG.
# It tells a number and nothing of a hit. A hit that a desk has not confirmed is not counted.
#
# The hits of an OCG are those raised on it, those that answered a check of it, and those on another
# entry of its owner that names the same thing or the same person.
COUNT = f"""
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
                     CROSS JOIN LATERAL unnest(e.hashes) h
                     JOIN deconfliction_key k ON k.hash = h AND k.entry_id = e.id AND k.is_exact
                     WHERE e.id = s.entry_id AND h <> ALL (e.things)) AS people
        FROM deconfliction_hitside s
        WHERE s.unit_id IN (SELECT unit_id FROM seen) AND s.is_told AND s.closed_at IS NULL
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
            AND (e.hashes && side.shared OR e.hashes && side.people)
    )
    SELECT id, count(*) FROM found GROUP BY id
$$;
REVOKE ALL ON FUNCTION deconfliction_open_hits(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION deconfliction_open_hits(bigint[]) TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (
        ("deconfliction", "0033_middle_names_that_tell_little"),
        ("register", "0002_wall_and_guards"),
        ("access", "0002_wall"),
    )
    operations = (migrations.RunSQL(COUNT, "DROP FUNCTION deconfliction_open_hits(bigint[]);"),)
