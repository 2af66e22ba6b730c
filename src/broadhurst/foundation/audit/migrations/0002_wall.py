"""Row-level security on the audit log. The application can add rows, not change or delete them."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only

SEQUENCES = """
CREATE SEQUENCE audit_event_id;
CREATE SEQUENCE audit_notification_id;
"""

POLICIES = """
ALTER TABLE audit_notification ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON audit_notification FOR SELECT
    USING (principal = ANY ((SELECT wall_principals())::bigint[]));
CREATE POLICY wall_insert ON audit_notification FOR INSERT WITH CHECK (true);

ALTER TABLE audit_event ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON audit_event FOR SELECT USING (
    (SELECT true FROM access_dossier d WHERE d.id = audit_event.dossier_id)
    OR -officer_id = ANY ((SELECT wall_principals())::bigint[])
    OR EXISTS (SELECT 1 FROM audit_notification n WHERE n.event_id = audit_event.id)
);
CREATE POLICY wall_insert ON audit_event FOR INSERT WITH CHECK (true);
"""


class Migration(migrations.Migration):
    dependencies = (("audit", "0001_initial"), ("access", "0002_wall"))
    operations = (
        migrations.RunSQL(SEQUENCES, migrations.RunSQL.noop),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        append_only("audit_event"),
        append_only("audit_notification"),
    )
