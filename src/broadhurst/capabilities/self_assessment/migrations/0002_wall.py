"""Row-level security of self-assessments: by the organisation that assesses itself.

Its officers read what it records, and only they write it. The policing bodies that answer for it
read it, and so do the chief officers of its region. Inspectorates read what it shares with them.
"""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted
from broadhurst.foundation.search.feed import Searched, scoped, searched

# Postings are no principals, so these look up the posting in which the actor acts. Administrators
# act without their unit (`Actor.principals`), so they have none here.
FUNCTIONS = """
CREATE FUNCTION self_assessment_postings()
RETURNS TABLE (agency_id bigint, kind text, roles varchar[]) LANGUAGE sql STABLE AS $$
    SELECT u.agency_id, a.kind::text, p.roles
    FROM agencies_posting p JOIN agencies_unit u ON u.id = p.unit_id
    JOIN agencies_agency a ON a.id = u.agency_id
    WHERE p.officer_id = (SELECT wall_officer()) AND p.unit_id = ANY (wall_principals())
      AND p.from_on <= (wall_now() AT TIME ZONE 'Europe/London')::date
      AND (p.until_on IS NULL OR p.until_on > (wall_now() AT TIME ZONE 'Europe/London')::date)
$$;

CREATE FUNCTION self_assessment_own() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(DISTINCT agency_id), '{}') FROM self_assessment_postings()
$$;

CREATE FUNCTION self_assessment_inspects() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM self_assessment_postings() WHERE kind = 'inspectorate')
$$;

CREATE FUNCTION self_assessment_readable() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    WITH today(day) AS (SELECT (wall_now() AT TIME ZONE 'Europe/London')::date),
    mine AS MATERIALIZED (SELECT * FROM self_assessment_postings()),
    overseen AS (
        SELECT o.force_id FROM mine JOIN agencies_oversight o ON o.body_id = mine.agency_id, today
        WHERE (o.from_on IS NULL OR o.from_on <= day) AND (o.until_on IS NULL OR o.until_on > day)
    ),
    led AS (
        SELECT agency_id FROM mine WHERE 'chief_officer' = ANY (roles)
        UNION SELECT force_id FROM overseen
    ),
    members AS (
        SELECT m.region_id, m.agency_id FROM agencies_regionmember m, today
        WHERE m.from_on <= day AND (m.until_on IS NULL OR m.until_on > day)
    )
    SELECT coalesce(array_agg(DISTINCT agency_id), '{}') FROM (
        SELECT agency_id FROM mine
        UNION SELECT force_id FROM overseen
        UNION SELECT agency_id FROM members WHERE region_id IN (
            SELECT region_id FROM members JOIN led USING (agency_id))
    ) readable
$$;
"""
OWN = "agency_id = ANY ((SELECT self_assessment_own())::bigint[])"
READS = f"""(SELECT wall_elevated()) OR {OWN.replace("own", "readable")}
    OR (shared_at IS NOT NULL AND (SELECT self_assessment_inspects()))"""
PARTS = ("self_assessment_correction", "self_assessment_evidence")
POLICIES = f"""
ALTER TABLE self_assessment_assessment ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON self_assessment_assessment FOR SELECT USING ({READS});
CREATE POLICY wall_insert ON self_assessment_assessment FOR INSERT WITH CHECK ({OWN});
CREATE POLICY wall_update ON self_assessment_assessment FOR UPDATE USING ({OWN});
""" + "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON {table} FOR SELECT USING (
    (SELECT true FROM self_assessment_assessment a WHERE a.id = {table}.assessment_id));
CREATE POLICY wall_insert ON {table} FOR INSERT WITH CHECK ({OWN} AND agency_id = (
    SELECT a.agency_id FROM self_assessment_assessment a WHERE a.id = {table}.assessment_id));
CREATE POLICY wall_update ON {table} FOR UPDATE USING ({OWN});
"""
    for table in PARTS
)

AGENCIES = "-2000000000000"  # the scope of an organisation is this, minus its id
INSPECTORATES = f"{AGENCIES}::bigint"


class Migration(migrations.Migration):
    dependencies = (
        ("self_assessment", "0001_initial"),
        ("access", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        never_deleted("self_assessment_assessment", "self_assessment_evidence"),
        append_only("self_assessment_correction"),
        # Search finds self-assessments for those who may read them (`self_assessment_readable`).
        # Inspectorates find those that are shared with them.
        scoped(
            "self_assessment_assessment",
            f"""ARRAY(SELECT {AGENCIES} - id FROM unnest(self_assessment_readable()) id)
            || CASE WHEN self_assessment_inspects() THEN ARRAY[{INSPECTORATES}] ELSE '{{}}' END""",
        ),
        searched(
            Searched(
                "self_assessment_assessment",
                "assessment",
                columns="ref, why, agency_id, shared_at, withdrawn_at",
                description="r.why",
                dossier="NULL",
                readers=f"""ARRAY[{AGENCIES} - r.agency_id] || CASE WHEN r.shared_at IS NULL
                    THEN '{{}}' ELSE ARRAY[{INSPECTORATES}] END""",
                is_found="r.withdrawn_at IS NULL",
            )
        ),
    )
