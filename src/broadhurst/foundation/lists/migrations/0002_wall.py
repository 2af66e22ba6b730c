"""Row-level security of saved filters: who sees one, who adds one, and who removes one."""

from django.db import migrations

# A filter is left once the officer who shared it has no posting in the unit any more. The units are
# found once for all filters: the actor's own, and for a coordinator all of the organisation, whose
# OCGs they see already. The roles are `MANAGERS` of `foundation/lists/rules.py`.
LEFT = """
CREATE FUNCTION lists_managed_units() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(managed.id), '{}')
    FROM agencies_posting p
    JOIN agencies_unit own ON own.id = p.unit_id
    JOIN agencies_unit managed ON managed.id = own.id
         OR (managed.agency_id = own.agency_id AND 'coordinator' = ANY (p.roles))
    WHERE p.officer_id = (SELECT wall_officer()) AND p.unit_id = ANY (wall_principals())
      AND p.roles && ARRAY['coordinator', 'chair', 'capability_manager', 'handover',
                           'safeguarding', 'desk']::varchar[]
      AND p.from_on <= (wall_now() AT TIME ZONE 'Europe/London')::date
      AND (p.until_on IS NULL OR p.until_on > (wall_now() AT TIME ZONE 'Europe/London')::date)
$$;
CREATE FUNCTION lists_is_left(principal bigint, maker bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT NOT EXISTS (
        SELECT FROM agencies_posting p
        WHERE p.officer_id = maker AND p.unit_id = principal
          AND p.from_on <= (wall_now() AT TIME ZONE 'Europe/London')::date
          AND (p.until_on IS NULL OR p.until_on > (wall_now() AT TIME ZONE 'Europe/London')::date)
    )
$$;
"""
# Whether a filter was left in a unit that the actor manages.
IS_LEFT = """(principal = ANY ((SELECT lists_managed_units())::bigint[])
            AND lists_is_left(principal, made_by_id))"""
POLICIES = f"""
ALTER TABLE lists_savedfilter ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON lists_savedfilter FOR SELECT
    USING (principal = ANY ((SELECT wall_principals())::bigint[]) OR {IS_LEFT});
CREATE POLICY wall_add ON lists_savedfilter FOR INSERT
    WITH CHECK (principal = ANY ((SELECT wall_principals())::bigint[])
                AND -made_by_id = ANY ((SELECT wall_principals())::bigint[]));
CREATE POLICY wall_remove ON lists_savedfilter FOR DELETE
    USING (-made_by_id = ANY ((SELECT wall_principals())::bigint[]) OR {IS_LEFT});
REVOKE UPDATE, TRUNCATE ON lists_savedfilter FROM broadhurst_app;
"""
UNDO = """
GRANT UPDATE ON lists_savedfilter TO broadhurst_app;
DROP POLICY wall ON lists_savedfilter;
DROP POLICY wall_add ON lists_savedfilter;
DROP POLICY wall_remove ON lists_savedfilter;
ALTER TABLE lists_savedfilter DISABLE ROW LEVEL SECURITY;
"""
UNDO_LEFT = "DROP FUNCTION lists_is_left(bigint, bigint); DROP FUNCTION lists_managed_units();"


class Migration(migrations.Migration):
    dependencies = (
        ("lists", "0001_initial"),
        ("access", "0002_wall"),
        ("agencies", "0001_initial"),
    )
    operations = (migrations.RunSQL(LEFT, UNDO_LEFT), migrations.RunSQL(POLICIES, UNDO))
