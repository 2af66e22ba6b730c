"""Row-level security of board packs: each is its maker's own. It is never deleted."""

from django.db import migrations

POLICIES = """
ALTER TABLE board_packs_boardpack ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON board_packs_boardpack
    USING (ARRAY[-made_by_id] && (SELECT wall_principals())::bigint[])
    WITH CHECK (ARRAY[-made_by_id] && (SELECT wall_principals())::bigint[]);
REVOKE DELETE, TRUNCATE ON board_packs_boardpack FROM broadhurst_app;
"""
UNDO = """
GRANT DELETE ON board_packs_boardpack TO broadhurst_app;
DROP POLICY wall ON board_packs_boardpack;
ALTER TABLE board_packs_boardpack DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = (("board_packs", "0001_initial"), ("access", "0002_wall"))
    operations = (migrations.RunSQL(POLICIES, UNDO),)
