"""Row-level security of letters and of what is kept for them. Issued letters never change."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect
from broadhurst.foundation.search.feed import Searched, searched

GUARDS = """
CREATE FUNCTION letters_letter_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF OLD.issued_at IS NOT NULL AND (
        (OLD.version_id, OLD.subject, OLD.report_id, OLD.response_id, OLD.signatory_id,
         OLD.paragraphs, OLD.text, OLD.written_by_id, OLD.issued_by_id, OLD.issued_at, OLD.dated,
         OLD.crest_id, OLD.signature_id, OLD.corrects_id, OLD.correction)
        IS DISTINCT FROM
        (NEW.version_id, NEW.subject, NEW.report_id, NEW.response_id, NEW.signatory_id,
         NEW.paragraphs, NEW.text, NEW.written_by_id, NEW.issued_by_id, NEW.issued_at, NEW.dated,
         NEW.crest_id, NEW.signature_id, NEW.corrects_id, NEW.correction)
        OR NEW.stage NOT IN ('issued', 'withdrawn'))
        OR OLD.stage = 'withdrawn' AND NEW.stage <> 'withdrawn'
    THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'An issued letter is never changed.', CONSTRAINT = 'letter_stands';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON letters_letter
    FOR EACH ROW EXECUTE FUNCTION letters_letter_guard();

CREATE FUNCTION letters_recipient_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE letter bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN letter := OLD.letter_id; ELSE letter := NEW.letter_id; END IF;
    IF EXISTS (SELECT 1 FROM letters_letter l
               WHERE l.id = letter AND l.stage NOT IN ('draft', 'ready')) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'The recipients of an issued letter are never changed.',
            CONSTRAINT = 'letter_stands';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON letters_recipient
    FOR EACH ROW EXECUTE FUNCTION letters_recipient_guard();
"""
PROTECTED = (
    "letters_picture",
    "letters_housestyle",
    "letters_signatory",
    "letters_template",
    "letters_templateversion",
    "letters_letter",
    "letters_recipient",
    "letters_issued",
)


class Migration(migrations.Migration):
    dependencies = (
        ("letters", "0001_initial"),
        ("access", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        *map(protect, PROTECTED),
        append_only("letters_picture"),
        append_only("letters_templateversion"),
        append_only("letters_issued"),
        never_deleted("letters_housestyle", "letters_signatory"),
        never_deleted("letters_template", "letters_letter"),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
        # Search finds letters and templates for their unit.
        searched(
            Searched(
                "letters_letter",
                "letter",
                columns="ref, subject, text, stage",
                names="ARRAY[r.subject]",
                description="r.text",
                is_found="r.stage <> 'withdrawn'",
            )
        ),
    )
