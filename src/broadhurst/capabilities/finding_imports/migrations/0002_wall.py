"""Row-level security on imports of findings, and the function that expires abandoned ones."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, never_deleted, protect

# Runs as the owner of the table, past the policy, so it takes no argument: nothing can be changed
# with it but what is under way for more than a week.
EXPIRE = f"""
CREATE FUNCTION finding_imports_expire() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
        UPDATE finding_imports_findingimport SET
            cells = '[]', problems = '[]', headings = '[]', columns = '[]', notes = '[]',
            discarded_at = wall_now()
        WHERE imported_at IS NULL AND discarded_at IS NULL
          AND sent_at <= wall_now() - interval '7 days'
        RETURNING 1)
    SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION finding_imports_expire() FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION finding_imports_expire() TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (("finding_imports", "0001_initial"), ("access", "0002_wall"))
    operations = (
        protect("finding_imports_findingimport"),
        never_deleted("finding_imports_findingimport"),
        migrations.RunSQL(EXPIRE, "DROP FUNCTION finding_imports_expire();"),
    )
