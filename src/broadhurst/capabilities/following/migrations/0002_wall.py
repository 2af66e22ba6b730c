"""Row-level security of follows: the officer's own rows, on OCGs that the officer can see."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE

POLICY = """
ALTER TABLE following_follow ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON following_follow USING (
    -officer_id = ANY ((SELECT wall_principals())::bigint[])
    AND (SELECT true FROM access_dossier d WHERE d.id = following_follow.dossier_id)
);
REVOKE TRUNCATE ON following_follow FROM broadhurst_app;
"""
UNDO = """
DROP POLICY wall ON following_follow;
ALTER TABLE following_follow DISABLE ROW LEVEL SECURITY;
"""

# Moves the follows of an OCG to another, for the officers who can see that one, and answers with
# each of them. Their row is empty if they follow both already. With `chosen`, it moves only these.
#
# SECURITY DEFINER, because each officer alone sees what they follow. The function itself checks
# that both OCGs are open to the actor.
MOVE = f"""
CREATE FUNCTION following_move(from_ref text, to_ref text, chosen bigint[])
    RETURNS TABLE (moved bigint, who bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    was register_ocg%ROWTYPE;
    becomes register_ocg%ROWTYPE;
BEGIN
    SELECT * INTO was FROM register_ocg WHERE ref = from_ref;
    SELECT * INTO becomes FROM register_ocg WHERE ref = to_ref;
    IF NOT wall_open_now(was.dossier_id) OR NOT wall_open_now(becomes.dossier_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'The dossier is not open to you.';
    END IF;
    RETURN QUERY
    WITH theirs AS (
        SELECT f.id, f.officer_id FROM following_follow f
        WHERE f.ocg_id = was.id AND (chosen IS NULL OR f.id = ANY (chosen))
          AND EXISTS (
            SELECT FROM access_grant g
            WHERE g.dossier_id = ANY (ARRAY(SELECT wall_line(becomes.dossier_id)))
              AND g.level <> 'part' AND g.from_at <= wall_now()
              AND (g.until_at IS NULL OR g.until_at > wall_now())
              AND (g.principal = -f.officer_id OR g.principal IN (
                SELECT p.unit_id FROM agencies_posting p
                WHERE p.officer_id = f.officer_id
                  AND p.from_on <= (wall_now() AT TIME ZONE 'Europe/London')::date
                  AND (p.until_on IS NULL
                       OR p.until_on > (wall_now() AT TIME ZONE 'Europe/London')::date))))
        ORDER BY f.id FOR UPDATE
    ), carried AS (
        UPDATE following_follow f SET ocg_id = becomes.id, dossier_id = becomes.dossier_id
        FROM theirs WHERE f.id = theirs.id AND NOT EXISTS (
            SELECT FROM following_follow o
            WHERE o.ocg_id = becomes.id AND o.officer_id = f.officer_id)
        RETURNING f.id
    )
    SELECT carried.id, theirs.officer_id FROM theirs LEFT JOIN carried USING (id);
END $$;
REVOKE ALL ON FUNCTION following_move(text, text, bigint[]) FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION following_move(text, text, bigint[]) TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (
        ("following", "0001_initial"),
        ("access", "0002_wall"),
        ("register", "0002_wall"),
    )
    operations = (
        migrations.RunSQL(POLICY, UNDO),
        migrations.RunSQL(MOVE, "DROP FUNCTION following_move(text, text, bigint[]);"),
    )
