"""Row-level security for responses, and triggers that protect published rows."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect

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
CREATE TRIGGER guard BEFORE INSERT ON inspections_publication
    FOR EACH ROW EXECUTE FUNCTION inspections_publication_guard();
"""

# A report or finding can be removed until someone answers it. These bypass row-level security,
# because another organisation's answer also blocks a removal. They return only yes or no.
REMOVALS = """
CREATE FUNCTION inspections_is_answered(finding bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM inspections_answer WHERE finding_id = finding)
$$;
CREATE FUNCTION inspections_has_response(report bigint) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM inspections_response WHERE report_id = report)
$$;
"""


class Migration(migrations.Migration):
    dependencies = (
        ("inspections", "0001_initial"), ("access", "0002_wall"), ("clearance", "0002_wall"),
    )  # fmt: skip
    operations = (
        protect("inspections_response"),
        protect("inspections_answer"),
        protect("inspections_evidence"),
        protect("inspections_standardparagraph"),
        append_only("inspections_ourstatus"),
        append_only("inspections_inspectorateact"),
        append_only("inspections_publication"),
        append_only("inspections_history"),
        never_deleted(
            "inspections_response",
            "inspections_answer",
            "inspections_evidence",
            "inspections_standardparagraph",
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
        migrations.RunSQL(REMOVALS, migrations.RunSQL.noop),
    )
