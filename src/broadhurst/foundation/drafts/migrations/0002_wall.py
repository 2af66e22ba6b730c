"""Row-level security on drafts: each officer sees their own, and expired ones can be deleted."""

from django.db import migrations

POLICY = """
ALTER TABLE drafts_draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON drafts_draft
    USING (-officer_id = ANY ((SELECT wall_principals())::bigint[]))
    WITH CHECK (-officer_id = ANY ((SELECT wall_principals())::bigint[]));

-- Runs as the owner of the table, past the policy, so it takes no argument: nothing but what has
-- expired can be deleted with it.
CREATE FUNCTION drafts_expire() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (DELETE FROM drafts_draft WHERE expires_at <= wall_now() RETURNING 1)
    SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION drafts_expire() FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION drafts_expire() TO broadhurst_app;
"""
UNDONE = """
DROP FUNCTION drafts_expire();
DROP POLICY wall ON drafts_draft;
ALTER TABLE drafts_draft DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = (("drafts", "0001_initial"), ("access", "0002_wall"))
    operations = (migrations.RunSQL(POLICY, UNDONE),)
