"""A function that returns whether an officer has a personal grant of another organisation."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE

# An administrator sees no OCG, and must not open one by setting another officer's password. The
# answer is only yes or no, so it reveals no dossier and no count.
ANSWER = f"""
CREATE FUNCTION wall_holds_elsewhere(who bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM access_grant g
        JOIN agencies_officer o ON o.id = g.officer_id
        WHERE g.officer_id = who
          AND g.from_at <= wall_now() AND (g.until_at IS NULL OR g.until_at > wall_now())
          AND NOT EXISTS (
              SELECT 1 FROM access_grant owned
              JOIN agencies_unit u ON u.id = owned.unit_id
              WHERE owned.dossier_id = ANY (ARRAY(SELECT wall_line(g.dossier_id)))
                AND owned.why = 'owner' AND u.agency_id = o.agency_id
                AND owned.from_at <= wall_now()
                AND (owned.until_at IS NULL OR owned.until_at > wall_now())
          )
    )
$$;
REVOKE ALL ON FUNCTION wall_holds_elsewhere(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wall_holds_elsewhere(bigint) TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (("access", "0003_grants_by_principal"), ("agencies", "0004_accounts"))
    operations = (migrations.RunSQL(ANSWER, "DROP FUNCTION wall_holds_elsewhere(bigint);"),)
