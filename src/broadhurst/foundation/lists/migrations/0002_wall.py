"""Row-level security of saved filters: who sees one, who adds one, and who removes one."""

from django.db import migrations

POLICIES = """
ALTER TABLE lists_savedfilter ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON lists_savedfilter FOR SELECT
    USING (ARRAY[principal] && (SELECT wall_principals()));
CREATE POLICY wall_add ON lists_savedfilter FOR INSERT
    WITH CHECK (ARRAY[principal] && (SELECT wall_principals())
                AND ARRAY[-made_by_id] && (SELECT wall_principals()));
CREATE POLICY wall_remove ON lists_savedfilter FOR DELETE
    USING (ARRAY[-made_by_id] && (SELECT wall_principals()));
REVOKE UPDATE, TRUNCATE ON lists_savedfilter FROM broadhurst_app;
"""
UNDO = """
GRANT UPDATE ON lists_savedfilter TO broadhurst_app;
DROP POLICY wall ON lists_savedfilter;
DROP POLICY wall_add ON lists_savedfilter;
DROP POLICY wall_remove ON lists_savedfilter;
ALTER TABLE lists_savedfilter DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = (("lists", "0001_initial"), ("access", "0002_wall"))
    operations = (migrations.RunSQL(POLICIES, UNDO),)
