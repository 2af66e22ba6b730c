"""Row-level security for responses, and triggers that protect published rows."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, protect

# Police Act 1996 s.55(5B): a response explains what is done about each recommendation. The check
# bypasses row-level security, because it must count all answers.
GUARDS = """
CREATE FUNCTION inspections_response_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    sendings text[] := ARRAY['sent_to_hmicfrs_on', 'sent_to_home_secretary_on'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.stage <> 'drafting' THEN
            RAISE integrity_constraint_violation USING
                MESSAGE = 'A response begins as a draft.', CONSTRAINT = 'begins_as_draft';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.stage = 'published' AND (
        to_jsonb(NEW) - sendings <> to_jsonb(OLD) - sendings
        OR coalesce(NEW.sent_to_hmicfrs_on <> OLD.sent_to_hmicfrs_on,
                    OLD.sent_to_hmicfrs_on IS NOT NULL AND NEW.sent_to_hmicfrs_on IS NULL)
        OR coalesce(NEW.sent_to_home_secretary_on <> OLD.sent_to_home_secretary_on,
                    OLD.sent_to_home_secretary_on IS NOT NULL
                    AND NEW.sent_to_home_secretary_on IS NULL)
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'A published response is never changed.', CONSTRAINT = 'published_stands';
    END IF;
    IF NEW.stage = 'published' AND OLD.stage <> 'published' AND EXISTS (
        SELECT 1 FROM inspections_finding f
        JOIN inspections_addressee a ON a.finding_id = f.id
        WHERE f.report_id = NEW.report_id AND f.kind = 'recommendation'
          AND a.agency_id IN (NEW.force_id, NEW.body_id)
          AND NOT EXISTS (SELECT 1 FROM inspections_answer w
                          WHERE w.response_id = NEW.id AND w.finding_id = f.id)
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'A response answers every recommendation.', CONSTRAINT = 'complete';
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
    IF (SELECT stage FROM inspections_response WHERE id = about) = 'published' THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'A published response is never changed.', CONSTRAINT = 'published_stands';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION inspections_publication_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM inspections_response r WHERE r.ref = NEW.ref
                   AND r.stage = 'published' AND r.frozen_markdown = NEW.markdown) THEN
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
REVOKE DELETE, TRUNCATE ON inspections_response, inspections_answer, inspections_evidence,
    inspections_report, inspections_finding, inspections_addressee FROM broadhurst_app;
"""


class Migration(migrations.Migration):
    dependencies = (("inspections", "0001_initial"), ("access", "0002_wall"))
    operations = (
        *(protect(f"inspections_{table}") for table in ("response", "answer", "evidence")),
        append_only("inspections_ourstatus"),
        append_only("inspections_inspectorateact"),
        append_only("inspections_publication"),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
    )
