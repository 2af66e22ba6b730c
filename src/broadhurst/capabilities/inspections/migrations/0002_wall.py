"""Row-level security for responses, and triggers that protect published rows."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect
from broadhurst.foundation.search.feed import Searched, searched

# One response of a policing body for a force answers a finding. Versions of one response have the
# same report. An earlier version no longer counts when the next one is published. This bypasses
# row-level security, because it must see every response. It returns only yes or no.
ANSWERED_BY_ONE = """
CREATE FUNCTION inspections_answered_elsewhere(finding bigint, response bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (
        SELECT 1 FROM inspections_response me
        JOIN inspections_response r ON r.body_id = me.body_id AND r.force_id = me.force_id
            AND r.report_id <> me.report_id AND r.stage <> 'withdrawn'
        WHERE me.id = response
          AND NOT EXISTS (SELECT 1 FROM inspections_response n
                          WHERE n.corrects_id = r.id AND n.stage IN ('published', 'elsewhere'))
          AND (EXISTS (SELECT 1 FROM inspections_answer w
                       WHERE w.response_id = r.id AND w.finding_id = finding)
               OR EXISTS (SELECT 1 FROM inspections_answer w
                          JOIN inspections_sharedanswer s ON s.answer_id = w.id
                          WHERE w.response_id = r.id AND s.finding_id = finding
                            AND s.withdrawn_at IS NULL)
               OR r.stage = 'elsewhere' AND EXISTS (
                    SELECT 1 FROM inspections_finding f
                    WHERE f.id = finding AND f.report_id = r.report_id)))
$$;
"""

# Police Act 1996 s.55(5B): a response explains what is done about each recommendation that was not
# withdrawn. The check bypasses row-level security, because it must count all answers.
GUARDS = """
CREATE FUNCTION inspections_response_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    sendings text[] := ARRAY['sent_to_hmicfrs_on', 'sent_to_home_secretary_on'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.stage NOT IN ('drafting', 'elsewhere') THEN
            RAISE integrity_constraint_violation USING
                MESSAGE = 'A response begins as a draft.', CONSTRAINT = 'begins_as_draft';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.stage IN ('published', 'elsewhere', 'withdrawn') AND (
        to_jsonb(NEW) - sendings <> to_jsonb(OLD) - sendings
        OR OLD.sent_to_hmicfrs_on IS NOT NULL AND NEW.sent_to_hmicfrs_on IS NULL
        OR OLD.sent_to_home_secretary_on IS NOT NULL AND NEW.sent_to_home_secretary_on IS NULL
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'A published response is never changed.', CONSTRAINT = 'published_stands';
    END IF;
    IF NEW.stage = 'published' AND OLD.stage <> 'published' AND EXISTS (
        SELECT 1 FROM inspections_finding f
        JOIN inspections_addressee a ON a.finding_id = f.id
        WHERE f.report_id = NEW.report_id AND f.kind = 'recommendation'
          AND f.withdrawn_at IS NULL
          AND a.agency_id IN (NEW.force_id, NEW.body_id)
          AND NOT EXISTS (SELECT 1 FROM inspections_answer w
                          WHERE w.response_id = NEW.id AND w.finding_id = f.id)
          AND NOT EXISTS (SELECT 1 FROM inspections_sharedpublication s
                          JOIN inspections_publication p ON p.id = s.publication_id
                          WHERE s.finding_id = f.id AND p.body_id = NEW.body_id
                            AND p.force_id IN (
                                SELECT g.id FROM agencies_agency g
                                WHERE NEW.force_id IN (g.id, g.succeeded_by_id))
                            AND NOT EXISTS (SELECT 1 FROM inspections_publication n
                                            WHERE n.corrects_id = p.id))
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'A response answers every recommendation.', CONSTRAINT = 'complete';
    END IF;
    IF NEW.stage IN ('cleared', 'published') AND OLD.stage <> NEW.stage AND NOT EXISTS (
        SELECT 1 FROM clearance_chain c JOIN clearance_step s ON s.chain_id = c.id
        WHERE c.ref = NEW.ref AND c.closed_at IS NULL
        HAVING count(*) > 0 AND count(*) = count(s.taken_by_id)
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'Every step of clearance comes first.', CONSTRAINT = 'cleared_by_every_step';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION inspections_answer_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE about bigint;
BEGIN
    IF TG_TABLE_NAME = 'inspections_answer' THEN
        about := NEW.response_id;
    ELSE
        SELECT w.response_id INTO about FROM inspections_answer w WHERE w.id = NEW.answer_id;
    END IF;
    IF (SELECT stage FROM inspections_response WHERE id = about)
        IN ('published', 'elsewhere', 'withdrawn')
    THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'A published response is never changed.', CONSTRAINT = 'published_stands';
    END IF;
    IF TG_TABLE_NAME = 'inspections_evidence' THEN
        RETURN NEW;
    END IF;
    -- Two commands that answer the same finding take turns.
    PERFORM 1 FROM inspections_finding WHERE id = NEW.finding_id FOR NO KEY UPDATE;
    IF to_jsonb(NEW)->>'withdrawn_at' IS NULL
        AND inspections_answered_elsewhere(NEW.finding_id, about)
    THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'Another response answers this finding.', CONSTRAINT = 'answered_by_one';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION inspections_shared_publication_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM inspections_publication p
                   JOIN inspections_response r ON r.ref = p.ref
                   JOIN inspections_answer w ON w.response_id = r.id AND w.finding_id = NEW.by_id
                   JOIN inspections_sharedanswer s ON s.answer_id = w.id
                   WHERE p.id = NEW.publication_id AND s.finding_id = NEW.finding_id
                     AND s.withdrawn_at IS NULL) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'Only a published response answers a finding of another report.',
            CONSTRAINT = 'shared_by_published';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION inspections_publication_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM inspections_response r WHERE r.ref = NEW.ref
                   AND r.published_on = NEW.published_on AND r.published_url = NEW.url
                   AND (r.stage = 'published' AND r.frozen_markdown = NEW.markdown
                        OR r.stage = 'elsewhere' AND NEW.markdown = '')) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'Only a published response can be read by anyone.',
            CONSTRAINT = 'publication_of_published';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON inspections_response
    FOR EACH ROW EXECUTE FUNCTION inspections_response_guard();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON inspections_answer
    FOR EACH ROW EXECUTE FUNCTION inspections_answer_guard();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON inspections_evidence
    FOR EACH ROW EXECUTE FUNCTION inspections_answer_guard();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON inspections_sharedanswer
    FOR EACH ROW EXECUTE FUNCTION inspections_answer_guard();
CREATE TRIGGER guard BEFORE INSERT ON inspections_sharedpublication
    FOR EACH ROW EXECUTE FUNCTION inspections_shared_publication_guard();
CREATE TRIGGER guard BEFORE INSERT ON inspections_publication
    FOR EACH ROW EXECUTE FUNCTION inspections_publication_guard();
"""

# A report or finding can be removed until someone answers it. These bypass row-level security,
# because another organisation's answer also blocks a removal. They return only yes or no.
REMOVALS = """
CREATE FUNCTION inspections_is_answered(finding bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM inspections_answer WHERE finding_id = finding)
        OR EXISTS (SELECT 1 FROM inspections_sharedanswer WHERE finding_id = finding)
$$;
CREATE FUNCTION inspections_has_response(report bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM inspections_response WHERE report_id = report)
$$;
"""


class Migration(migrations.Migration):
    dependencies = (
        ("inspections", "0001_initial"),
        ("access", "0002_wall"),
        ("clearance", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        protect("inspections_response"),
        protect("inspections_answer"),
        protect("inspections_evidence"),
        protect("inspections_standardparagraph"),
        protect("inspections_sharedanswer"),
        append_only("inspections_ourstatus"),
        append_only("inspections_inspectorateact"),
        append_only("inspections_publication"),
        append_only("inspections_sharedpublication"),
        append_only("inspections_history"),
        never_deleted(
            "inspections_response",
            "inspections_answer",
            "inspections_evidence",
            "inspections_standardparagraph",
            "inspections_sharedanswer",
        ),
        migrations.RunSQL(ANSWERED_BY_ONE, migrations.RunSQL.noop),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
        migrations.RunSQL(REMOVALS, migrations.RunSQL.noop),
        # Search finds the inspectorate's reports and findings. Every signed-in user may read them.
        searched(
            Searched(
                "inspections_report",
                "report",
                columns="ref, title, withdrawn_at",
                names="ARRAY[r.title]",
                dossier="NULL",
                is_found="r.withdrawn_at IS NULL",
            )
        ),
        searched(
            Searched(
                "inspections_finding",
                "finding",
                columns="key, text, withdrawn_at",
                ref="r.key",
                description="r.text",
                dossier="NULL",
                is_found="r.withdrawn_at IS NULL",
            )
        ),
    )
