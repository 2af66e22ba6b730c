"""Row-level security of meetings. An item is seen with its agenda and the record it is about."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect

ITEMS = """
ALTER TABLE meetings_item ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON meetings_item USING (
    (SELECT true FROM access_dossier d WHERE d.id = meetings_item.dossier_id)
    AND (subject_id IS NULL
         OR (SELECT true FROM access_dossier s WHERE s.id = meetings_item.subject_id))
);

-- Minutes that a board agreed do not change any more.
CREATE FUNCTION meetings_is_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM meetings_agenda a
               WHERE a.id = NEW.agenda_id AND a.agreed_at IS NOT NULL) THEN
        RAISE check_violation USING MESSAGE = 'The minutes of this meeting are agreed.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER item_of_open_minutes BEFORE INSERT OR UPDATE ON meetings_item
    FOR EACH ROW EXECUTE FUNCTION meetings_is_open();

-- The agenda of a meeting that was held is a record of it. Notes are still written.
CREATE FUNCTION meetings_agenda_is_planned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM meetings_agenda a JOIN tasking_meeting m ON m.id = a.meeting_id
               WHERE a.id = NEW.agenda_id AND m.stage <> 'planned') THEN
        RAISE check_violation USING MESSAGE = 'This meeting was held.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER item_added_before_the_end BEFORE INSERT ON meetings_item
    FOR EACH ROW EXECUTE FUNCTION meetings_agenda_is_planned();
CREATE TRIGGER item_arranged_before_the_end
    BEFORE UPDATE OF place, title, papers, removed_at ON meetings_item
    FOR EACH ROW EXECUTE FUNCTION meetings_agenda_is_planned();
CREATE TRIGGER attendance_of_open_minutes BEFORE INSERT OR UPDATE ON meetings_attendance
    FOR EACH ROW EXECUTE FUNCTION meetings_is_open();
CREATE TRIGGER correction_of_open_minutes BEFORE INSERT ON meetings_correction
    FOR EACH ROW EXECUTE FUNCTION meetings_is_open();
"""


class Migration(migrations.Migration):
    dependencies = (("meetings", "0001_initial"), ("access", "0002_wall"))
    operations = (
        *(
            protect(f"meetings_{table}")
            for table in ("agenda", "attendance", "correction", "meetingaction")
        ),
        migrations.RunSQL(ITEMS, migrations.RunSQL.noop),
        append_only("meetings_correction"),
        never_deleted(
            "meetings_agenda", "meetings_item", "meetings_attendance", "meetings_meetingaction"
        ),
    )
