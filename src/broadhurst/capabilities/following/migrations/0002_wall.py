"""Row-level security of follows: the officer's own rows, on OCGs that the officer can see."""

from django.db import migrations

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


class Migration(migrations.Migration):
    dependencies = (("following", "0001_initial"), ("access", "0002_wall"))
    operations = (migrations.RunSQL(POLICY, UNDO),)
