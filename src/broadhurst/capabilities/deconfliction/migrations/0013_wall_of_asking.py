"""The wall of flags and of over-matching values; what a check of a known target may add to it."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE

# The auditor is a role of a posting and not a principal, so the policy asks the posting. Whoever a
# flag is about reads it in no posting, and neither does their unit, though a desk sit in it.
FLAGS = f"""
CREATE FUNCTION wall_audits(body bigint) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (
        SELECT 1 FROM agencies_posting p JOIN agencies_unit u ON u.id = p.unit_id
        WHERE u.agency_id = body AND 'auditor' = ANY (p.roles)
          AND p.unit_id = ANY (wall_principals()) AND -p.officer_id = ANY (wall_principals())
          AND p.from_on <= (wall_now() AT TIME ZONE 'Europe/London')::date
          AND (p.until_on IS NULL OR p.until_on > (wall_now() AT TIME ZONE 'Europe/London')::date))
$$;

ALTER TABLE deconfliction_flag ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_flag USING (
    (SELECT wall_elevated())
    OR (-officer_id <> ALL ((SELECT wall_principals())::bigint[])
        AND ((desk_id = ANY ((SELECT wall_principals())::bigint[])
              AND unit_id <> ALL ((SELECT wall_principals())::bigint[]))
             OR wall_audits((SELECT u.agency_id FROM agencies_unit u
                             WHERE u.id = deconfliction_flag.unit_id)))))
    WITH CHECK ((SELECT wall_elevated()) OR answered_at IS NOT NULL);
REVOKE UPDATE, DELETE, TRUNCATE ON deconfliction_flag FROM {APPLICATION_ROLE};
GRANT UPDATE (answer, answered_at, answered_by_id) ON deconfliction_flag TO {APPLICATION_ROLE};
"""

OVER_MATCHING = f"""
ALTER TABLE deconfliction_overmatching ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_overmatching USING ((SELECT wall_elevated()));
REVOKE UPDATE, TRUNCATE ON deconfliction_overmatching FROM {APPLICATION_ROLE};
"""

# A suspect's telephone that is added to the OCG is added to the entry that there is.
ENTRIES = f"""
GRANT UPDATE (content) ON deconfliction_entry TO {APPLICATION_ROLE};
REVOKE UPDATE, DELETE, TRUNCATE ON deconfliction_stopped FROM {APPLICATION_ROLE};
GRANT UPDATE (lifted_at) ON deconfliction_stopped TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0012_asking"),)
    operations = (
        migrations.RunSQL(FLAGS, migrations.RunSQL.noop),
        migrations.RunSQL(OVER_MATCHING, migrations.RunSQL.noop),
        migrations.RunSQL(ENTRIES, migrations.RunSQL.noop),
    )
