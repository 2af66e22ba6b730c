"""Row-level security of training: the organisation's units, and the officer. Never deleted."""

from django.db import migrations

from broadhurst.foundation.access.protect import never_deleted

POLICY = """
ALTER TABLE leads_training ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON leads_training USING (
    -officer_id = ANY ((SELECT wall_principals())::bigint[])
    OR agency_id IN (
        SELECT u.agency_id FROM agencies_unit u
        WHERE u.id = ANY ((SELECT wall_principals())::bigint[])
    )
    OR (SELECT wall_elevated())
);
"""
UNDO = "DROP POLICY wall ON leads_training; ALTER TABLE leads_training DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):
    dependencies = (("leads", "0001_initial"), ("access", "0002_wall"))
    operations = (
        migrations.RunSQL(POLICY, UNDO),
        never_deleted("leads_training"),
    )
