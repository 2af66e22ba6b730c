"""Row-level security of the switches: each officer sees and changes only their own."""

from django.db import migrations

POLICY = """
ALTER TABLE notices_switchedoff ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON notices_switchedoff
    USING (-officer_id = ANY ((SELECT wall_principals())::bigint[]));
REVOKE TRUNCATE ON notices_switchedoff FROM broadhurst_app;
"""
UNDO = """
DROP POLICY wall ON notices_switchedoff;
ALTER TABLE notices_switchedoff DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = (("notices", "0002_switchedoff"), ("access", "0002_wall"))
    operations = (migrations.RunSQL(POLICY, UNDO),)
