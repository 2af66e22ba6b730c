"""Row-level security on imports of OCGs, and the function that expires those under way."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, never_deleted, protect

# Runs as the owner of the table, past the policy, so it takes no argument: nothing can be changed
# with it but what is under way for more than a week.
EXPIRE = f"""
CREATE FUNCTION ocg_imports_expire() RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH gone AS (
        UPDATE ocg_imports_ocgimport SET
            cells = '[]', problems = '[]', headings = '[]', columns = '[]', notes = '[]',
            discarded_at = wall_now()
        WHERE imported_at IS NULL AND discarded_at IS NULL
          AND sent_at <= wall_now() - interval '7 days'
        RETURNING 1)
    SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION ocg_imports_expire() FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION ocg_imports_expire() TO {APPLICATION_ROLE};
"""
# A worker belongs to no unit, so it asks past the policy for one import that was started.
TO_RUN = f"""
CREATE FUNCTION ocg_imports_posting(sent text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT posting_id FROM ocg_imports_ocgimport
    WHERE ref = sent AND asked_at IS NOT NULL AND discarded_at IS NULL AND undone_at IS NULL
$$;
REVOKE ALL ON FUNCTION ocg_imports_posting(text) FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION ocg_imports_posting(text) TO {APPLICATION_ROLE};
"""
# PostgreSQL plans by counts of rows from before the import. On a new register these say that there
# are none, and each row written would then read all the others. Only the owner may count again.
COUNT = f"""
CREATE FUNCTION ocg_imports_count() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    ANALYZE access_dossier, access_grant, register_ocg, register_lead, register_person,
            register_membership, register_identifier;
END $$;
REVOKE ALL ON FUNCTION ocg_imports_count() FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION ocg_imports_count() TO {APPLICATION_ROLE};
"""
# The same for what checks write. Without it, a check on a new register reads every key with every
# entry: the first hundred OCGs took more than a minute, and each took longer than the one before.
COUNT_CHECKED = f"""
CREATE FUNCTION ocg_imports_count_checked() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    ANALYZE deconfliction_entry, deconfliction_key, deconfliction_hit, deconfliction_hitside,
            register_ownership;
END $$;
REVOKE ALL ON FUNCTION ocg_imports_count_checked() FROM PUBLIC, broadhurst_app;
GRANT EXECUTE ON FUNCTION ocg_imports_count_checked() TO {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (
        ("ocg_imports", "0001_initial"),
        ("access", "0002_wall"),
        ("deconfliction", "0002_wall"),
    )
    operations = (
        protect("ocg_imports_ocgimport"),
        never_deleted("ocg_imports_ocgimport"),
        migrations.RunSQL(EXPIRE, "DROP FUNCTION ocg_imports_expire();"),
        migrations.RunSQL(COUNT, "DROP FUNCTION ocg_imports_count();"),
        migrations.RunSQL(COUNT_CHECKED, "DROP FUNCTION ocg_imports_count_checked();"),
        migrations.RunSQL(TO_RUN, "DROP FUNCTION ocg_imports_posting(text);"),
    )
