"""The wall of keys, of checks without an OCG, of planned events, and of what the desk sees."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, append_only

# A key is read where its entry is; only the matcher writes, and deletes once the entry is past its
# expiry. A new version of the engine adds keys: those of the old one meet nothing any more.
KEYS = f"""
ALTER TABLE deconfliction_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_key FOR SELECT USING (
    (SELECT wall_elevated())
    OR (SELECT true FROM deconfliction_entry e WHERE e.id = deconfliction_key.entry_id));
CREATE POLICY wall_insert ON deconfliction_key FOR INSERT WITH CHECK ((SELECT wall_elevated()));
CREATE POLICY wall_delete ON deconfliction_key FOR DELETE USING (
    (SELECT wall_elevated())
    AND (SELECT e.expires_at <= (SELECT wall_now()) FROM deconfliction_entry e
         WHERE e.id = deconfliction_key.entry_id));
REVOKE UPDATE, TRUNCATE ON deconfliction_key FROM {APPLICATION_ROLE};
GRANT UPDATE (rows, version) ON deconfliction_entry TO {APPLICATION_ROLE};
"""

# Of an OCG: whoever sees the OCG. Of anything else: the unit that it was made for.
CHECKS = """
DROP POLICY wall ON deconfliction_check;
CREATE POLICY wall ON deconfliction_check USING (
    CASE WHEN dossier_id IS NULL
    THEN (SELECT wall_elevated()) OR unit_id = ANY ((SELECT wall_principals())::bigint[])
    ELSE (SELECT true FROM access_dossier d WHERE d.id = deconfliction_check.dossier_id)
    END);
"""

# As entries: one policy a verb. What has expired is not revived, what has not is not deleted.
EVENTS = f"""
ALTER TABLE deconfliction_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_event FOR SELECT USING (
    (SELECT wall_elevated())
    OR (unit_id = ANY ((SELECT wall_principals())::bigint[])
        AND expires_at > (SELECT wall_now())));
CREATE POLICY wall_insert ON deconfliction_event FOR INSERT WITH CHECK (
    (SELECT wall_elevated()) OR unit_id = ANY ((SELECT wall_principals())::bigint[]));
CREATE POLICY wall_update ON deconfliction_event FOR UPDATE
    USING (((SELECT wall_elevated()) OR unit_id = ANY ((SELECT wall_principals())::bigint[]))
           AND expires_at > (SELECT wall_now()));
CREATE POLICY wall_delete ON deconfliction_event FOR DELETE
    USING ((SELECT wall_elevated()) AND expires_at <= (SELECT wall_now()));
REVOKE TRUNCATE ON deconfliction_event FROM {APPLICATION_ROLE};
"""

# A desk sees the hits of its body's units, and why they match; it sees no store of entries.
DESKS = """
DROP POLICY wall ON deconfliction_hitside;
CREATE POLICY wall ON deconfliction_hitside FOR SELECT USING (
    (SELECT wall_elevated())
    OR unit_id = ANY ((SELECT wall_principals())::bigint[])
    OR desk_id = ANY ((SELECT wall_principals())::bigint[]));

ALTER TABLE deconfliction_reasons ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_reasons FOR SELECT USING (
    (SELECT wall_elevated())
    OR (SELECT true FROM deconfliction_hitside s
        WHERE s.hit_id = deconfliction_reasons.hit_id
          AND s.desk_id = ANY ((SELECT wall_principals())::bigint[]) LIMIT 1));
CREATE POLICY wall_insert ON deconfliction_reasons FOR INSERT
    WITH CHECK ((SELECT wall_elevated()));
"""


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0003_targets_and_events"),)
    operations = (
        migrations.RunSQL(KEYS, migrations.RunSQL.noop),
        migrations.RunSQL(CHECKS, migrations.RunSQL.noop),
        migrations.RunSQL(EVENTS, migrations.RunSQL.noop),
        migrations.RunSQL(DESKS, migrations.RunSQL.noop),
        append_only("deconfliction_reasons"),
    )
