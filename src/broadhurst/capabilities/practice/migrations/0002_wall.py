"""Row-level security of practice notes, and triggers that keep their public copies true."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect
from broadhurst.foundation.search.feed import Searched, searched

# Everyone who signs in reads what was published. Only the unit that wrote it changes it (`wall`).
# What belongs to a note is read with it. An organisation's record is its unit's to write.
POLICIES = """
CREATE POLICY published ON practice_note FOR SELECT USING (
    published_at IS NOT NULL AND (SELECT cardinality(wall_principals()) > 0));

ALTER TABLE practice_correction ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON practice_correction FOR SELECT USING (
    (SELECT true FROM practice_note n WHERE n.id = practice_correction.note_id));
CREATE POLICY writer ON practice_correction FOR INSERT WITH CHECK (
    (SELECT true FROM practice_note n JOIN access_dossier d ON d.id = n.dossier_id
     WHERE n.id = practice_correction.note_id));

ALTER TABLE practice_adoption ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader ON practice_adoption FOR SELECT USING (
    (SELECT true FROM practice_note n WHERE n.id = practice_adoption.note_id));
CREATE POLICY writer ON practice_adoption FOR INSERT WITH CHECK (
    unit_id = ANY ((SELECT wall_principals())::bigint[]));
CREATE POLICY corrector ON practice_adoption FOR UPDATE USING (
    unit_id = ANY ((SELECT wall_principals())::bigint[]));
"""
UNDO = """
DROP POLICY corrector ON practice_adoption;
DROP POLICY writer ON practice_adoption;
DROP POLICY reader ON practice_adoption;
ALTER TABLE practice_adoption DISABLE ROW LEVEL SECURITY;
DROP POLICY writer ON practice_correction;
DROP POLICY reader ON practice_correction;
ALTER TABLE practice_correction DISABLE ROW LEVEL SECURITY;
DROP POLICY published ON practice_note;
"""

# FOR SHARE waits for a withdrawal at the same moment. The organisation that adopts a note cannot
# lock it itself, because it may not change it.
GUARDS = """
CREATE FUNCTION practice_adoption_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM 1 FROM practice_note n
        WHERE n.id = NEW.note_id AND n.stage IN ('published', 'public') FOR SHARE;
    IF NOT FOUND THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'Only a published note is adopted.', CONSTRAINT = 'adopted_once_published';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT ON practice_adoption
    FOR EACH ROW EXECUTE FUNCTION practice_adoption_guard();

CREATE FUNCTION practice_publicnote_guard() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT 1 FROM practice_note n WHERE n.ref = OLD.ref AND n.stage = 'public') THEN
            RAISE integrity_constraint_violation USING
                MESSAGE = 'A public note has its copy.', CONSTRAINT = 'copy_of_public';
        END IF;
        RETURN OLD;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM practice_note n
        WHERE n.ref = NEW.ref AND n.stage = 'public'
          AND (n.title, n.label, n.topic, n.what, n.place, n.evidence, n.cost, n.contact)
            = (NEW.title, NEW.label, NEW.topic, NEW.what, NEW.place, NEW.evidence, NEW.cost,
               NEW.contact)
    ) THEN
        RAISE integrity_constraint_violation USING
            MESSAGE = 'Only a public note can be read by anyone.', CONSTRAINT = 'copy_of_public';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON practice_publicnote
    FOR EACH ROW EXECUTE FUNCTION practice_publicnote_guard();
"""

# The figures of the inspections room count these: see `PracticeUse` there.
USES = """
CREATE VIEW inspections_practice_use WITH (security_invoker = true) AS
SELECT 2 * n.id AS id, n.ref, n.title, u.agency_id AS organisation,
       'published'::varchar AS kind, n.published_at AS at, n.withdrawn_at AS until,
       n.withdrawn_at AS note_until, n.topic
FROM practice_note n JOIN agencies_unit u ON u.id = n.unit_id
WHERE n.published_at IS NOT NULL
UNION ALL
SELECT 2 * a.id + 1, n.ref, n.title, a.agency_id, a.result, a.recorded_at, a.withdrawn_at,
       n.withdrawn_at, n.topic
FROM practice_adoption a JOIN practice_note n ON n.id = a.note_id;
GRANT SELECT ON inspections_practice_use TO broadhurst_app;
"""


class Migration(migrations.Migration):
    dependencies = (
        ("practice", "0001_initial"),
        ("access", "0002_wall"),
        ("inspections", "0001_initial"),
        ("search", "0002_wall"),
    )
    operations = (
        protect("practice_note"),
        migrations.RunSQL(POLICIES, UNDO),
        never_deleted("practice_note", "practice_adoption"),
        append_only("practice_correction"),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
        migrations.RunSQL(USES, "DROP VIEW inspections_practice_use"),
        # Search finds published practice notes for everyone, and drafts for their unit.
        searched(
            Searched(
                "practice_note",
                "practice",
                columns="ref, title, what, place, evidence, stage, published_at",
                names="ARRAY[r.title]",
                description="r.what || ' ' || r.place || ' ' || r.evidence",
                dossier="CASE WHEN r.published_at IS NULL THEN r.dossier_id END",
                is_found="r.stage <> 'withdrawn'",
            )
        ),
    )
