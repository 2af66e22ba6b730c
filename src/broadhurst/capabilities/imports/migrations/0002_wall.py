"""Row-level security on imports, and the function that expires those nobody goes on with."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, never_deleted, protect

# Runs as the owner of the table, past the policy, so it takes no argument: nothing can be changed
# with it but what is under way for more than a week.
EXPIRE = f"""
CREATE FUNCTION imports_expire() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
        UPDATE imports_import SET
            cells = '[]', problems = '[]', headings = '[]', columns = '[]', notes = '[]',
            discarded_at = wall_now()
        WHERE imported_at IS NULL AND discarded_at IS NULL
          AND sent_at <= wall_now() - interval '7 days'
        RETURNING 1)
    SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION imports_expire() FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION imports_expire() TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (("imports", "0001_initial"), ("access", "0002_wall"))
    operations = (
        protect("imports_import"),
        never_deleted("imports_import"),
        migrations.RunSQL(EXPIRE, "DROP FUNCTION imports_expire();"),
    )
