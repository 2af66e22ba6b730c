"""The wall of bulk checks: a unit's own, until they expire; past it for the worker alone."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE

OWN = "unit_id = ANY ((SELECT wall_principals())::bigint[]) AND expires_at > (SELECT wall_now())"
PARENT = "(SELECT true FROM deconfliction_bulkcheck b WHERE b.id = deconfliction_bulkrow.bulk_id)"

# What has expired is gone for its unit at that instant; it is deleted only after.
CHECKS = f"""
ALTER TABLE deconfliction_bulkcheck ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_bulkcheck FOR SELECT
    USING ((SELECT wall_elevated()) OR ({OWN}));
CREATE POLICY wall_insert ON deconfliction_bulkcheck FOR INSERT WITH CHECK ({OWN});
CREATE POLICY wall_update ON deconfliction_bulkcheck FOR UPDATE
    USING ((SELECT wall_elevated()) OR ({OWN}));
CREATE POLICY wall_delete ON deconfliction_bulkcheck FOR DELETE
    USING ((SELECT wall_elevated()) AND expires_at <= (SELECT wall_now()));
REVOKE TRUNCATE ON deconfliction_bulkcheck FROM {APPLICATION_ROLE};
"""

# An answer is part of the record: its unit deletes only rows that never had one.
ROWS = f"""
ALTER TABLE deconfliction_bulkrow ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_bulkrow FOR SELECT USING ({PARENT});
CREATE POLICY wall_insert ON deconfliction_bulkrow FOR INSERT WITH CHECK ({PARENT});
CREATE POLICY wall_update ON deconfliction_bulkrow FOR UPDATE USING ({PARENT});
CREATE POLICY wall_delete ON deconfliction_bulkrow FOR DELETE USING (
    CASE WHEN (SELECT wall_elevated())
    THEN (SELECT b.expires_at <= (SELECT wall_now()) FROM deconfliction_bulkcheck b
          WHERE b.id = deconfliction_bulkrow.bulk_id)
    ELSE answer = '' AND {PARENT} END);
REVOKE TRUNCATE ON deconfliction_bulkrow FROM {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0010_bulk_checks"),)
    operations = (
        migrations.RunSQL(CHECKS, migrations.RunSQL.noop),
        migrations.RunSQL(ROWS, migrations.RunSQL.noop),
    )
