"""Row-level security of funding: by the organisation that receives the money.

An organisation's officers and its administrator read what it records, and only they write it. Its
rules say which of them write. The chief officers of a region, and the policing bodies of its
forces, read what the region's ROCU and forces record.
"""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted
from broadhurst.foundation.search.feed import Searched, scoped, searched

# Postings and roles are no principals, so these look up the posting in which the actor acts. An
# administrator acts without their unit (`Actor.principals`).
FUNCTIONS = """
CREATE FUNCTION funding_postings()
RETURNS TABLE (agency_id bigint, kind text, roles varchar[]) LANGUAGE sql STABLE AS $$
    SELECT u.agency_id, u.kind::text, p.roles
    FROM agencies_posting p JOIN agencies_unit u ON u.id = p.unit_id
    WHERE p.officer_id = (SELECT wall_officer())
      AND (p.unit_id = ANY (wall_principals())
           OR 'organisation_administrator' = ANY (p.roles)
              AND wall_principals() = ARRAY[-p.officer_id])
      AND p.from_on <= (wall_now() AT TIME ZONE 'Europe/London')::date
      AND (p.until_on IS NULL OR p.until_on > (wall_now() AT TIME ZONE 'Europe/London')::date)
$$;

CREATE FUNCTION funding_own() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(DISTINCT agency_id), '{}') FROM funding_postings()
$$;

CREATE FUNCTION funding_readable() RETURNS bigint[] LANGUAGE sql STABLE AS $$
    WITH today(day) AS (SELECT (wall_now() AT TIME ZONE 'Europe/London')::date),
    mine AS MATERIALIZED (SELECT * FROM funding_postings()),
    overseen AS (
        SELECT o.force_id FROM mine JOIN agencies_oversight o ON o.body_id = mine.agency_id, today
        WHERE mine.kind = 'policing_body' AND (o.from_on IS NULL OR o.from_on <= day)
          AND (o.until_on IS NULL OR o.until_on > day)
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
TABLES = ("funding_line", "funding_post", "funding_rest", "funding_change")
READS = "(SELECT wall_elevated()) OR recipient_id = ANY ((SELECT funding_readable())::bigint[])"
WRITES = "recipient_id = ANY ((SELECT funding_own())::bigint[])"
POLICIES = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON {table} FOR SELECT USING ({READS});
CREATE POLICY wall_insert ON {table} FOR INSERT WITH CHECK ({WRITES});
CREATE POLICY wall_update ON {table} FOR UPDATE USING ({WRITES});
"""
    for table in TABLES
)

RECIPIENTS = "-1000000000000"  # the scope of an organisation is this, minus its id


class Migration(migrations.Migration):
    dependencies = (
        ("funding", "0001_initial"),
        ("access", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        never_deleted("funding_line", "funding_post", "funding_rest"),
        append_only("funding_change"),
        append_only("funding_publishedtotal"),
        # Search finds funding lines for the organisations that may read them (`funding_readable`).
        scoped(
            "funding_line",
            f"ARRAY(SELECT {RECIPIENTS} - id FROM unnest(funding_readable()) id)",
        ),
        searched(
            Searched(
                "funding_line",
                "funding",
                columns="ref, name, ring_fence, recipient_id",
                names="ARRAY[r.name]",
                description="r.ring_fence",
                dossier="NULL",
                readers=f"ARRAY[{RECIPIENTS} - r.recipient_id]",
            )
        ),
    )
