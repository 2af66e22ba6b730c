"""What a force answers to the inspectorate goes to its successor while it is under way.

Published responses, ended findings and the inspectorate's own decisions stay as they were. The
functions are called by those of `0002_wall.py`, and by nobody else.
"""

from django.db import migrations

# Findings that ask something of the old organisations and have not ended, by the same definition
# as `Statuses.is_ended`. While a response to their report is being written, all of its findings
# move, because that response answers them.
FINDINGS = """
CREATE FUNCTION succession_findings(old bigint[])
RETURNS TABLE (finding bigint, agency bigint, own bigint, status varchar)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT a.finding_id, a.agency_id, o.id, o.status
    FROM inspections_addressee a
    JOIN inspections_finding f ON f.id = a.finding_id
    LEFT JOIN LATERAL (
        SELECT s.id, s.status FROM inspections_ourstatus s
        WHERE s.finding_id = a.finding_id AND s.agency_id = a.agency_id
        ORDER BY s.set_at DESC, s.id DESC LIMIT 1) o ON true
    LEFT JOIN LATERAL (
        SELECT t.status, t.acted_on FROM inspections_inspectorateact t
        WHERE t.finding_id = a.finding_id AND t.agency_id = a.agency_id AND t.status <> ''
          AND NOT t.is_withdrawal AND t.acted_on <= (wall_now() AT TIME ZONE 'Europe/London')::date
          AND NOT EXISTS (SELECT FROM inspections_inspectorateact c WHERE c.corrects_id = t.id)
        ORDER BY t.acted_on DESC, t.id DESC LIMIT 1) t ON true
    LEFT JOIN LATERAL (
        SELECT max((s.set_at AT TIME ZONE 'Europe/London')::date) AS day
        FROM inspections_ourstatus s
        WHERE s.finding_id = a.finding_id AND s.agency_id = a.agency_id AND s.status = 'reopened'
          AND NOT EXISTS (SELECT FROM inspections_ourstatus c WHERE c.corrects_id = s.id)
        ) reopened ON true
    WHERE a.agency_id = ANY (old) AND f.withdrawn_at IS NULL
      AND f.kind IN ('recommendation', 'cause_of_concern', 'accelerated_cause_of_concern',
                     'area_for_improvement')
      AND (NOT (coalesce(o.status, '') IN ('closed', 'superseded', 'no_action')
                OR (coalesce(t.status, '')
                        IN ('complete', 'superseded', 'no_further_action_needed')
                    AND NOT coalesce(t.acted_on <= reopened.day, false)))
           OR EXISTS (SELECT FROM succession_responses(old) r
                      WHERE r.report = f.report_id AND r.force = a.agency_id))
$$;
"""

# A correction of a published response stays with the response that it corrects.
RESPONSES = """
CREATE FUNCTION succession_responses(old bigint[])
RETURNS TABLE (response bigint, report bigint, force bigint)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT r.id, r.report_id, r.force_id FROM inspections_response r
    WHERE r.force_id = ANY (old) AND r.stage IN ('drafting', 'cleared') AND r.version = 1
$$;
"""

COUNTS = """
CREATE FUNCTION succession_answering_counts(old bigint[])
RETURNS TABLE (what text, many bigint)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    VALUES
    ('responses', (SELECT count(*) FROM succession_responses(old))),
    ('correspondence', (SELECT count(*) FROM correspondence_item i
                        JOIN succession_responses(old) r ON r.response = i.response_id)),
    ('findings', (SELECT count(DISTINCT m.finding) FROM succession_findings(old) m)),
    ('milestones', (SELECT count(*) FROM tracking_milestone m
                    JOIN succession_findings(old) f
                      ON f.finding = m.finding_id AND f.agency = m.agency_id
                    WHERE m.done_on IS NULL AND m.withdrawn_at IS NULL)),
    ('proposed_actions', (SELECT count(*) FROM commitments_commitment c
                          WHERE c.force_id = ANY (old) AND c.stage = 'open')),
    ('directions', (SELECT count(*) FROM tasking_direction d
                    WHERE d.recipient_id = ANY (old) AND d.stage = 'in_force')),
    ('kept_responses', (SELECT count(*) FROM inspections_publication p
                        WHERE p.force_id = ANY (old))),
    ('kept_findings', (SELECT count(*) FROM inspections_addressee a
                       WHERE a.agency_id = ANY (old) AND NOT EXISTS (
                           SELECT FROM succession_findings(old) m
                           WHERE m.finding = a.finding_id AND m.agency = a.agency_id))),
    ('kept_decisions', (SELECT count(*) FROM inspections_inspectorateact t
                        WHERE t.agency_id = ANY (old))),
    ('kept_actions', (SELECT count(*) FROM commitments_commitment c
                      WHERE c.force_id = ANY (old) AND c.stage <> 'open'))
$$;
"""

# Two records that may exist only once for an organisation.
STOPS = """
CREATE FUNCTION succession_answering_stops(old bigint[], successor bigint)
RETURNS TABLE (what text, many bigint)
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    VALUES
    ('responses_twice', (SELECT count(*) FROM (
        SELECT r.report_id, r.body_id FROM inspections_response r
        WHERE r.version = 1 AND r.stage <> 'withdrawn'
          AND (r.force_id = successor
               OR r.id IN (SELECT m.response FROM succession_responses(old) m))
        GROUP BY r.report_id, r.body_id HAVING count(*) > 1) twice)),
    ('actions_twice', (SELECT count(*) FROM (
        SELECT c.finding, c.body_id FROM commitments_commitment c
        WHERE c.force_id = ANY (old) AND c.stage = 'open'
           OR c.force_id = successor AND c.stage IN ('open', 'done')
        GROUP BY c.finding, c.body_id HAVING count(*) > 1) twice)),
    ('assessed_twice', (SELECT count(*) FROM (
        SELECT s.finding_id, s.assessed_on FROM self_assessment_assessment s
        WHERE s.withdrawn_at IS NULL AND s.agency_id = ANY (old || successor)
        GROUP BY s.finding_id, s.assessed_on HAVING count(*) > 1) twice))
$$;
"""

# The least advanced status of the old organisations goes on, with its owner. Their own statuses and
# the inspectorate's decisions are never changed.
CARRY = """
CREATE FUNCTION succession_carry_answering(old bigint[], successor bigint, because text,
    at timestamptz, by bigint) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    CREATE TEMP TABLE succession_asked ON COMMIT DROP AS SELECT * FROM succession_findings(old);

    INSERT INTO inspections_history
        (report_id, finding_id, because, changes, corrected_by_id, corrected_at)
        SELECT f.report_id, f.id, succession_carry_answering.because,
               jsonb_build_array(jsonb_build_array('Addressed to', addressed.was, addressed.now)),
               by, at
        FROM inspections_finding f CROSS JOIN LATERAL (
            SELECT string_agg(n.name, ', ' ORDER BY n.name) FILTER (WHERE n.was) AS was,
                   string_agg(n.name, ', ' ORDER BY n.name) FILTER (WHERE n.now) AS now
            FROM (
                SELECT g.name, bool_or(n.was) AS was, bool_or(n.now) AS now
                FROM (
                    SELECT a.agency_id, true AS was, NOT EXISTS (
                        SELECT FROM succession_asked m
                        WHERE m.finding = f.id AND m.agency = a.agency_id) AS now
                    FROM inspections_addressee a WHERE a.finding_id = f.id
                    UNION ALL SELECT successor, false, true) n
                JOIN agencies_agency g ON g.id = n.agency_id
                GROUP BY g.name) n) addressed
        WHERE f.id IN (SELECT m.finding FROM succession_asked m);
    INSERT INTO inspections_addressee (finding_id, agency_id)
        SELECT DISTINCT m.finding, successor FROM succession_asked m
        WHERE NOT EXISTS (SELECT FROM inspections_addressee a
                          WHERE a.finding_id = m.finding AND a.agency_id = successor);
    INSERT INTO inspections_ourstatus (finding_id, agency_id, status, set_at, set_by_id, because,
        note, owner_id, owner_unit_id, superseded_by_id)
        SELECT DISTINCT ON (m.finding) m.finding, successor, o.status, at, by, '',
               'Taken over from ' || (
                   SELECT string_agg(
                       g.name || ' (' || replace(coalesce(n.status, 'awaiting allocation'), '_',
                                                 ' ') || ')', ' and ' ORDER BY g.name)
                   FROM succession_asked n JOIN agencies_agency g ON g.id = n.agency
                   WHERE n.finding = m.finding)
               || ', ' || succession_carry_answering.because || '.',
               o.owner_id, o.owner_unit_id, o.superseded_by_id
        FROM succession_asked m JOIN inspections_ourstatus o ON o.id = m.own
        WHERE NOT EXISTS (SELECT FROM inspections_ourstatus s
                          WHERE s.finding_id = m.finding AND s.agency_id = successor)
        ORDER BY m.finding, array_position(ARRAY['awaiting_allocation', 'reopened', 'in_progress',
            'pending_sign_off', 'closure_requested', 'closed', 'superseded', 'no_action'],
            o.status::text), o.set_at DESC, o.id DESC;
    DELETE FROM inspections_addressee a USING succession_asked m
        WHERE a.finding_id = m.finding AND a.agency_id = m.agency;

    UPDATE tracking_nextstep n SET agency_id = successor FROM succession_asked m
        WHERE n.finding_id = m.finding AND n.agency_id = m.agency;
    UPDATE tracking_milestone t SET agency_id = successor FROM succession_asked m
        WHERE t.finding_id = m.finding AND t.agency_id = m.agency;
    -- Of the same chaser to both organisations one goes on, so that nobody is chased again.
    UPDATE tracking_chaser c SET agency_id = successor
        WHERE c.id IN (
            SELECT DISTINCT ON (k.finding_id, k.milestone_id, k.moment, k.due_on) k.id
            FROM tracking_chaser k JOIN succession_asked m
              ON m.finding = k.finding_id AND m.agency = k.agency_id
            WHERE NOT EXISTS (SELECT FROM tracking_chaser n WHERE n.agency_id = successor
                AND n.finding_id = k.finding_id
                AND n.milestone_id IS NOT DISTINCT FROM k.milestone_id
                AND n.moment = k.moment AND n.due_on = k.due_on)
            ORDER BY k.finding_id, k.milestone_id, k.moment, k.due_on, k.id);
    DROP TABLE succession_asked;

    UPDATE inspections_response r SET force_id = successor
        WHERE r.id IN (SELECT m.response FROM succession_responses(old) m);
    UPDATE commitments_commitment c SET force_id = successor
        WHERE c.force_id = ANY (old) AND c.stage = 'open';
    UPDATE tasking_direction d SET recipient_id = successor
        WHERE d.recipient_id = ANY (old) AND d.stage = 'in_force';
END $$;
"""

FUNCTIONS = (
    "succession_responses(bigint[])",
    "succession_findings(bigint[])",
    "succession_answering_counts(bigint[])",
    "succession_answering_stops(bigint[], bigint)",
    "succession_carry_answering(bigint[], bigint, text, timestamptz, bigint)",
)
CLOSED = "".join(
    f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC, broadhurst_app;" for function in FUNCTIONS
)

OPERATIONS = tuple(
    migrations.RunSQL(statement, migrations.RunSQL.noop)
    for statement in (RESPONSES, FINDINGS, COUNTS, STOPS, CARRY, CLOSED)
)
