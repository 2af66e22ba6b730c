"""The wall of this room: a unit reads its own; only the matcher writes; what expires is gone."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, append_only, protect

# One policy a verb, so that each may say less than the last. Reads end at the instant of expiry;
# an update cannot revive what has expired, nor a delete take what has not (rules 19 and 20).
ENTRIES = f"""
ALTER TABLE deconfliction_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_entry FOR SELECT USING (
    (SELECT wall_elevated())
    OR (unit_id = ANY ((SELECT wall_principals())::bigint[])
        AND expires_at > (SELECT wall_now())));
CREATE POLICY wall_insert ON deconfliction_entry FOR INSERT
    WITH CHECK ((SELECT wall_elevated()));
CREATE POLICY wall_update ON deconfliction_entry FOR UPDATE
    USING ((SELECT wall_elevated()) AND expires_at > (SELECT wall_now()));
CREATE POLICY wall_delete ON deconfliction_entry FOR DELETE
    USING ((SELECT wall_elevated()) AND expires_at <= (SELECT wall_now()));
REVOKE UPDATE, TRUNCATE ON deconfliction_entry FROM {APPLICATION_ROLE};
GRANT UPDATE (unit_id, expires_at) ON deconfliction_entry TO {APPLICATION_ROLE};

ALTER TABLE deconfliction_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_key FOR SELECT USING (
    (SELECT wall_elevated()) OR unit_id = ANY ((SELECT wall_principals())::bigint[]));
CREATE POLICY wall_insert ON deconfliction_key FOR INSERT WITH CHECK ((SELECT wall_elevated()));
CREATE POLICY wall_update ON deconfliction_key FOR UPDATE USING ((SELECT wall_elevated()));
CREATE POLICY wall_delete ON deconfliction_key FOR DELETE USING (
    (SELECT wall_elevated())
    AND (SELECT e.expires_at <= (SELECT wall_now()) FROM deconfliction_entry e
         WHERE e.id = deconfliction_key.entry_id));
REVOKE UPDATE, TRUNCATE ON deconfliction_key FROM {APPLICATION_ROLE};
GRANT UPDATE (unit_id) ON deconfliction_key TO {APPLICATION_ROLE};
"""

HITS = f"""
ALTER TABLE deconfliction_hitside ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_hitside FOR SELECT USING (
    (SELECT wall_elevated()) OR unit_id = ANY ((SELECT wall_principals())::bigint[]));
CREATE POLICY wall_insert ON deconfliction_hitside FOR INSERT
    WITH CHECK ((SELECT wall_elevated()));
CREATE POLICY wall_update ON deconfliction_hitside FOR UPDATE USING (
    (SELECT wall_elevated()) OR unit_id = ANY ((SELECT wall_principals())::bigint[]));
REVOKE DELETE, TRUNCATE ON deconfliction_hitside FROM {APPLICATION_ROLE};

ALTER TABLE deconfliction_hit ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_hit FOR SELECT USING (
    (SELECT wall_elevated())
    OR (SELECT true FROM deconfliction_hitside s WHERE s.hit_id = deconfliction_hit.id LIMIT 1));
CREATE POLICY wall_insert ON deconfliction_hit FOR INSERT WITH CHECK ((SELECT wall_elevated()));
"""


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0001_initial"), ("access", "0002_wall"))
    operations = (
        migrations.RunSQL(ENTRIES, migrations.RunSQL.noop),
        migrations.RunSQL(HITS, migrations.RunSQL.noop),
        append_only("deconfliction_hit"),
        protect("deconfliction_check"),
        append_only("deconfliction_check"),
    )
