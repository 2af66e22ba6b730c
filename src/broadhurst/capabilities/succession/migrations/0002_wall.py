"""Only administrators of the service see successions, and functions act for them.

Administrators see no OCG. The functions count and move records past the wall, and answer nobody
else. They give no grant: units keep their identity, so who sees what stays the same.
"""

from django.db import migrations

from broadhurst.capabilities.succession.migrations.wall.answering import OPERATIONS as ANSWERING
from broadhurst.foundation.access.protect import (
    APPLICATION_ROLE,
    append_only,
    never_deleted,
    protect_administered,
)

# What moves with the units: a count for each kind. The keys are in `rules.WORDS`.
COUNTS = """
CREATE FUNCTION succession_counts(units bigint[], old bigint[], is_whole boolean)
RETURNS TABLE (what text, many bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    owned bigint[];
    led bigint[];
    today date := (wall_now() AT TIME ZONE 'Europe/London')::date;
BEGIN
    IF NOT wall_administers() THEN
        RAISE insufficient_privilege USING MESSAGE = 'Only administrators of the service count.';
    END IF;
    owned := ARRAY(SELECT o.ocg_id FROM register_ownership o
                   WHERE o.until_at IS NULL AND o.unit_id = ANY (units));
    -- A partner owns none, but its officer may be the LRO of one.
    led := ARRAY(SELECT l.ocg_id FROM register_lead l
                 WHERE l.until_at IS NULL AND l.unit_id = ANY (units));
    RETURN QUERY VALUES
    ('ocgs', cardinality(owned)::bigint),
    ('leads', (SELECT count(*) FROM register_lead l
               WHERE l.until_at IS NULL AND l.unit_id = ANY (units))),
    ('plans', (SELECT count(*) FROM plans_plan p
               WHERE p.stage <> 'superseded' AND p.owner_unit_id = ANY (units))),
    ('actions', (SELECT count(*) FROM plans_action a WHERE a.accountable_unit_id = ANY (units)
                 AND a.stage IN ('proposed', 'accepted', 'in_progress', 'blocked', 'returned'))),
    ('requests', (SELECT count(*) FROM liaison_request r WHERE r.ocg_id = ANY (owned || led)
                  AND r.stage IN ('asked', 'accepted'))),
    ('referrals', (SELECT count(*) FROM safeguarding_referral r
                   WHERE (r.ocg_id = ANY (owned) OR r.team_id = ANY (units))
                   AND r.stage IN ('sent', 'acknowledged', 'decided'))),
    ('orders', (SELECT count(*) FROM orders_order r WHERE r.monitor_unit_id = ANY (units)
                AND r.stage = 'in_force')),
    ('transfers', (SELECT count(*) FROM transfers_transfer t WHERE t.stage = 'open'
                   AND (t.giver_id = ANY (units) OR t.receiver_id = ANY (units)))),
    ('transfer_requests', (SELECT count(*) FROM transfers_transferrequest t
                           WHERE t.stage = 'asked'
                           AND (t.requester_id = ANY (units) OR t.owner_id = ANY (units)))),
    ('bids', (SELECT count(*) FROM tasking_bid b WHERE b.bidder_id = ANY (units)
              AND b.stage IN ('submitted', 'returned', 'triaged'))),
    ('bookings', (SELECT count(*) FROM tasking_booking b
                  JOIN tasking_capability c ON c.id = b.capability_id
                  WHERE b.until_at > wall_now() AND c.provider_id = ANY (units))),
    ('grants', (SELECT count(*) FROM access_grant g
                WHERE (g.unit_id = ANY (units) OR g.officer_id IN (
                    SELECT p.officer_id FROM agencies_posting p WHERE p.unit_id = ANY (units)
                    AND (p.until_on IS NULL OR p.until_on > today)))
                AND (g.until_at IS NULL OR g.until_at > wall_now()))),
    ('entries', (SELECT count(*) FROM deconfliction_entry e WHERE e.unit_id = ANY (units))),
    ('hits', (SELECT count(*) FROM deconfliction_hitside h
              WHERE h.closed_at IS NULL AND h.unit_id = ANY (units))),
    ('postings', (SELECT count(*) FROM agencies_posting p WHERE p.unit_id = ANY (units)
                  AND (p.until_on IS NULL OR p.until_on > today))),
    ('tokens', (SELECT count(*) FROM agencies_apitoken t
                JOIN agencies_posting p ON p.id = t.posting_id
                WHERE p.unit_id = ANY (units) AND t.revoked_at IS NULL
                  AND t.expires_at > wall_now())),
    ('templates', (SELECT count(*) FROM letters_template t
                   WHERE t.withdrawn_at IS NULL AND t.unit_id = ANY (units))),
    ('letters', (SELECT count(*) FROM letters_letter l WHERE l.unit_id = ANY (units)));
    IF is_whole THEN
        RETURN QUERY VALUES
        ('appointments', (SELECT count(*) FROM agencies_appointment a
                          JOIN agencies_post p ON p.id = a.post_id
                          WHERE p.agency_id = ANY (old) AND a.withdrawn_at IS NULL
                            AND (a.until_on IS NULL OR a.until_on > today))),
        ('funding_lines', (SELECT count(*) FROM funding_line f WHERE f.recipient_id = ANY (old))),
        ('self_assessments', (SELECT count(*) FROM self_assessment_assessment s
                              WHERE s.agency_id = ANY (old)));
        RETURN QUERY SELECT * FROM succession_answering_counts(old);
    END IF;
END $$;
"""

STOPS = """
CREATE FUNCTION succession_stops(units bigint[], old bigint[], successor bigint, is_whole boolean)
RETURNS TABLE (what text, many bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE joined bigint[];
BEGIN
    IF NOT wall_administers() THEN
        RAISE insufficient_privilege USING MESSAGE = 'Only administrators of the service count.';
    END IF;
    joined := units || ARRAY(SELECT u.id FROM agencies_unit u WHERE u.agency_id = successor);
    RETURN QUERY VALUES
    ('transfers_between', (SELECT count(*) FROM transfers_transfer t WHERE t.stage = 'open'
        AND t.giver_id = ANY (joined) AND t.receiver_id = ANY (joined))),
    ('requests_between', (SELECT count(*) FROM transfers_transferrequest t WHERE t.stage = 'asked'
        AND t.requester_id = ANY (joined) AND t.owner_id = ANY (joined))),
    ('districts_twice', (SELECT count(*) FROM (
        SELECT lower(d.name) FROM agencies_district d
        WHERE d.until_on IS NULL AND (d.force_id = successor OR d.force_id IN (
            SELECT u.agency_id FROM agencies_unit u WHERE u.id = ANY (units)))
        GROUP BY lower(d.name) HAVING count(*) > 1) twice)),
    ('oversight', (SELECT count(*) FROM agencies_oversight o
        WHERE (o.until_on IS NULL OR o.until_on > (wall_now() AT TIME ZONE 'Europe/London')::date)
        AND ((is_whole AND o.body_id = ANY (old)) OR o.body_id IN (
            SELECT u.agency_id FROM agencies_unit u
            WHERE u.id = ANY (units) AND u.kind = 'policing_body'))));
    IF is_whole THEN
        RETURN QUERY SELECT * FROM succession_answering_stops(old, successor);
    END IF;
END $$;
"""

# Moves everything at one instant, and returns each OCG that was owned or led, for its log. History
# keeps the old organisation: a span of ownership ends, and so do posts, appointments and ties.
CARRY = """
CREATE FUNCTION succession_carry(units bigint[], old bigint[], successor bigint, is_whole boolean,
    because text, at timestamptz, by bigint)
    RETURNS TABLE (ref varchar, dossier bigint, is_owned boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    owned bigint[];
    going bigint[];
    day date := (at AT TIME ZONE 'Europe/London')::date;
BEGIN
    IF NOT wall_administers() THEN
        RAISE insufficient_privilege USING MESSAGE = 'Only administrators of the service do this.';
    END IF;
    PERFORM 1 FROM register_ocg g WHERE g.id IN (
        SELECT o.ocg_id FROM register_ownership o
        WHERE o.until_at IS NULL AND o.unit_id = ANY (units)) ORDER BY g.id FOR NO KEY UPDATE;
    owned := ARRAY(SELECT o.ocg_id FROM register_ownership o
                   WHERE o.until_at IS NULL AND o.unit_id = ANY (units));
    -- A span that began at this very instant has no earlier part to keep.
    UPDATE register_ownership o SET agency_id = successor
        WHERE o.until_at IS NULL AND o.ocg_id = ANY (owned) AND o.from_at >= at;
    CREATE TEMP TABLE succession_spans ON COMMIT DROP AS
        SELECT o.dossier_id, o.ocg_id, o.unit_id FROM register_ownership o
        WHERE o.until_at IS NULL AND o.ocg_id = ANY (owned) AND o.from_at < at;
    UPDATE register_ownership o SET until_at = at
        WHERE o.until_at IS NULL AND o.ocg_id = ANY (owned) AND o.from_at < at;
    INSERT INTO register_ownership
        (dossier_id, ocg_id, agency_id, unit_id, from_at, until_at, because)
        SELECT s.dossier_id, s.ocg_id, successor, s.unit_id, at, NULL, succession_carry.because
        FROM succession_spans s;
    DROP TABLE succession_spans;

    -- Accounts and training go with their officer, who goes with the units. An officer with a
    -- posting in a unit that stays, stays.
    going := ARRAY(
        SELECT p.officer_id FROM agencies_posting p JOIN agencies_unit u ON u.id = p.unit_id
        WHERE u.agency_id = ANY (old) AND (p.until_on IS NULL OR p.until_on > day)
        GROUP BY p.officer_id HAVING bool_and(u.id = ANY (units)));
    UPDATE agencies_officer f SET agency_id = successor
        WHERE f.agency_id = ANY (old) AND (is_whole OR f.id = ANY (going));
    UPDATE leads_training t SET agency_id = successor
        WHERE t.agency_id = ANY (old) AND (is_whole OR t.officer_id = ANY (going));
    UPDATE agencies_district d SET force_id = successor
    WHERE d.force_id = ANY (old) AND d.until_on IS NULL AND (is_whole OR (
        d.id IN (SELECT u.district_id FROM agencies_unit u WHERE u.id = ANY (units))
        AND d.id NOT IN (SELECT u.district_id FROM agencies_unit u
                         WHERE u.district_id IS NOT NULL AND u.agency_id = ANY (old)
                           AND NOT u.id = ANY (units))));
    UPDATE agencies_unit u SET agency_id = successor WHERE u.id = ANY (units);

    IF is_whole THEN
        UPDATE agencies_district d SET council_id = successor
            WHERE d.council_id = ANY (old) AND d.until_on IS NULL;
        WITH ending AS (
            SELECT p.id, upper(substr(md5(random()::text || p.id), 1, 12)) AS new_ref
            FROM agencies_post p
            WHERE p.agency_id = ANY (old) AND p.withdrawn_at IS NULL
              AND p.from_on < day AND (p.until_on IS NULL OR p.until_on > day)
        ), begun AS (
            INSERT INTO agencies_post (ref, agency_id, title, kind, from_on, until_on,
                corrected_was, corrected_because, withdrawn_because)
            SELECT e.new_ref, successor, p.title, p.kind, day, p.until_on, '', '', ''
            FROM ending e JOIN agencies_post p USING (id)
            RETURNING id, agencies_post.ref
        ), appointed AS (
            INSERT INTO agencies_appointment (officer_id, post_id, basis, from_on, until_on,
                corrected_was, corrected_because, withdrawn_because)
            SELECT a.officer_id, b.id, a.basis, day, a.until_on, '', '', ''
            FROM agencies_appointment a JOIN ending e ON e.id = a.post_id
            JOIN begun b ON b.ref = e.new_ref
            WHERE a.withdrawn_at IS NULL AND a.from_on < day
              AND (a.until_on IS NULL OR a.until_on > day)
        ), ended AS (
            UPDATE agencies_appointment a SET until_on = day FROM ending e
            WHERE a.post_id = e.id AND a.withdrawn_at IS NULL AND a.from_on < day
              AND (a.until_on IS NULL OR a.until_on > day)
        )
        UPDATE agencies_post p SET until_on = day FROM ending e WHERE p.id = e.id;

        INSERT INTO agencies_regionmember (region_id, agency_id, from_on)
            SELECT min(m.region_id), successor, day FROM agencies_regionmember m
            WHERE m.agency_id = ANY (old) AND (m.until_on IS NULL OR m.until_on > day)
              AND NOT EXISTS (SELECT 1 FROM agencies_regionmember n WHERE n.agency_id = successor
                              AND (n.until_on IS NULL OR n.until_on > day))
            HAVING count(*) > 0;
        UPDATE agencies_regionmember m SET until_on = day
            WHERE m.agency_id = ANY (old) AND m.from_on < day
              AND (m.until_on IS NULL OR m.until_on > day);
        INSERT INTO agencies_oversight (force_id, body_id, from_on, source)
            SELECT successor, min(o.body_id), day, succession_carry.because
            FROM agencies_oversight o
            WHERE o.force_id = ANY (old) AND (o.until_on IS NULL OR o.until_on > day)
              AND NOT EXISTS (SELECT 1 FROM agencies_oversight n WHERE n.force_id = successor
                              AND (n.until_on IS NULL OR n.until_on > day))
            HAVING count(DISTINCT o.body_id) = 1;
        UPDATE agencies_oversight o SET until_on = day
            WHERE o.force_id = ANY (old) AND (o.from_on IS NULL OR o.from_on < day)
              AND (o.until_on IS NULL OR o.until_on > day);

        UPDATE funding_line f SET recipient_id = successor WHERE f.recipient_id = ANY (old);
        UPDATE funding_post f SET recipient_id = successor WHERE f.recipient_id = ANY (old);
        UPDATE funding_rest f SET recipient_id = successor WHERE f.recipient_id = ANY (old);
        UPDATE funding_change f SET recipient_id = successor WHERE f.recipient_id = ANY (old);
        UPDATE self_assessment_assessment s SET agency_id = successor
            WHERE s.agency_id = ANY (old);
        UPDATE self_assessment_correction s SET agency_id = successor
            WHERE s.agency_id = ANY (old);
        UPDATE self_assessment_evidence s SET agency_id = successor WHERE s.agency_id = ANY (old);

        PERFORM succession_carry_answering(old, successor, succession_carry.because, at, by);

        UPDATE agencies_agency a SET succeeded_by_id = successor WHERE a.id = ANY (old);
        UPDATE agencies_agency a SET until_on = day
            WHERE a.id = ANY (old) AND (a.until_on IS NULL OR a.until_on > day);
        UPDATE agencies_agency a SET succeeds_id = old[1]
            WHERE a.id = successor AND a.succeeds_id IS NULL;
    END IF;
    RETURN QUERY SELECT g.ref, g.dossier_id, g.id = ANY (owned) FROM register_ocg g
        WHERE g.id = ANY (owned) OR g.id IN (
            SELECT l.ocg_id FROM register_lead l
            WHERE l.until_at IS NULL AND l.unit_id = ANY (units))
        ORDER BY g.id;
END $$;
"""

FUNCTIONS = (
    "succession_counts(bigint[], bigint[], boolean)",
    "succession_stops(bigint[], bigint[], bigint, boolean)",
    "succession_carry(bigint[], bigint[], bigint, boolean, text, timestamptz, bigint)",
)
ALLOWED = "".join(
    f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC, broadhurst_app;"
    f"GRANT EXECUTE ON FUNCTION {function} TO {APPLICATION_ROLE};"
    for function in FUNCTIONS
)
TABLES = (
    "succession_succession",
    "succession_succession_predecessors",
    "succession_succession_units",
    "succession_unitmove",
)


class Migration(migrations.Migration):
    dependencies = (
        ("succession", "0001_initial"),
        ("access", "0002_wall"),
        ("plans", "0001_initial"),
        ("leads", "0001_initial"),
        ("liaison", "0001_initial"),
        ("orders", "0001_initial"),
        ("safeguarding", "0001_initial"),
        ("transfers", "0001_initial"),
        ("tasking", "0001_initial"),
        ("deconfliction", "0001_initial"),
        ("funding", "0001_initial"),
        ("self_assessment", "0001_initial"),
        ("letters", "0001_initial"),
        ("inspections", "0001_initial"),
        ("commitments", "0001_initial"),
        ("correspondence", "0001_initial"),
        ("tracking", "0001_initial"),
    )
    operations = (
        *(protect_administered(table) for table in TABLES),
        append_only("succession_unitmove"),
        never_deleted("succession_succession"),
        migrations.RunSQL(COUNTS, migrations.RunSQL.noop),
        migrations.RunSQL(STOPS, migrations.RunSQL.noop),
        migrations.RunSQL(CARRY, migrations.RunSQL.noop),
        migrations.RunSQL(ALLOWED, migrations.RunSQL.noop),
        *ANSWERING,
    )
