"""Row-level security of an officer's choices: each sees and changes only their own.

The job that sends emails reads the choices of all, as the system.
"""

from django.db import migrations

OWN = "-officer_id = ANY ((SELECT wall_principals())::bigint[])"
POLICIES = f"""
ALTER TABLE notices_switchedoff ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON notices_switchedoff USING ({OWN});
REVOKE TRUNCATE ON notices_switchedoff FROM broadhurst_app;
ALTER TABLE notices_emailchoice ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON notices_emailchoice USING ({OWN});
CREATE POLICY wall_jobs ON notices_emailchoice FOR SELECT USING ((SELECT wall_administers()));
REVOKE TRUNCATE ON notices_emailchoice FROM broadhurst_app;
ALTER TABLE notices_emailed ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON notices_emailed USING ({OWN});
REVOKE UPDATE, TRUNCATE ON notices_emailed FROM broadhurst_app;
"""
UNDO = """
DROP POLICY wall ON notices_emailed;
ALTER TABLE notices_emailed DISABLE ROW LEVEL SECURITY;
DROP POLICY wall_jobs ON notices_emailchoice;
DROP POLICY wall ON notices_emailchoice;
ALTER TABLE notices_emailchoice DISABLE ROW LEVEL SECURITY;
DROP POLICY wall ON notices_switchedoff;
ALTER TABLE notices_switchedoff DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = (("notices", "0001_initial"), ("access", "0002_wall"))
    operations = (migrations.RunSQL(POLICIES, UNDO),)
