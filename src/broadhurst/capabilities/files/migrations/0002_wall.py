"""Row-level security of files: who can read a record can read its files."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, append_only
from broadhurst.foundation.search.feed import Searched, searched

OWN = "-added_by_id = ANY ((SELECT wall_principals())::bigint[])"
OF_OWN_UNIT = "unit_id = ANY ((SELECT wall_principals())::bigint[])"
# A board adds the files of its meetings. Others who attend read them.
OF_OWN_BOARD = """EXISTS (
    SELECT FROM meetings_agenda a
    JOIN tasking_meeting m ON m.id = a.meeting_id JOIN tasking_board b ON b.id = m.board_id
    WHERE a.id = record_id AND b.unit_id = ANY ((SELECT wall_principals())::bigint[]))"""
# The digest and the content of a file never change.
POLICIES = f"""
ALTER TABLE files_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON files_file FOR SELECT USING (notes_record_open(kind, record_id));
CREATE POLICY wall_insert ON files_file FOR INSERT
    WITH CHECK ({OWN} AND kind <> 'EVT' AND notes_record_open(kind, record_id)
                AND (kind <> 'MTG' OR {OF_OWN_BOARD}));
CREATE POLICY wall_update ON files_file FOR UPDATE
    USING (({OWN} OR {OF_OWN_UNIT}) AND withdrawn_at IS NULL
           AND notes_record_open(kind, record_id))
    WITH CHECK ({OWN} OR {OF_OWN_UNIT});
REVOKE UPDATE, DELETE, TRUNCATE ON files_file FROM {APPLICATION_ROLE};
GRANT UPDATE (description, withdrawn_at, withdrawn_by_id, withdrawn_because) ON files_file
    TO {APPLICATION_ROLE};

ALTER TABLE files_storedcontent ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON files_storedcontent FOR SELECT USING (
    (SELECT f.withdrawn_at IS NULL FROM files_file f
     WHERE f.stored_as = files_storedcontent.name));
CREATE POLICY wall_insert ON files_storedcontent FOR INSERT WITH CHECK (
    (SELECT {OWN} FROM files_file f WHERE f.stored_as = files_storedcontent.name));
"""
# Minutes list the files of their meeting. A file is still withdrawn after they are agreed.
OF_OPEN_MINUTES = """
CREATE FUNCTION files_of_open_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.kind = 'MTG' AND EXISTS (
        SELECT FROM meetings_agenda a WHERE a.id = NEW.record_id AND a.agreed_at IS NOT NULL
    ) THEN
        RAISE check_violation USING MESSAGE = 'The minutes of this meeting are agreed.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER file_of_open_minutes BEFORE INSERT OR UPDATE OF description ON files_file
    FOR EACH ROW EXECUTE FUNCTION files_of_open_minutes();
"""


class Migration(migrations.Migration):
    dependencies = (
        ("files", "0001_initial"),
        ("notes", "0002_wall"),
        ("meetings", "0002_wall"),
    )
    operations = (
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        migrations.RunSQL(OF_OPEN_MINUTES, migrations.RunSQL.noop),
        append_only("files_storedcontent"),
        # Search finds files by name and description, for those who can read the record they are on.
        searched(
            Searched(
                "files_file",
                "file",
                columns="name, description, withdrawn_at",
                names="ARRAY[r.name]",
                description="r.description",
                dossier="notes_record_dossier(r.kind, r.record_id)",
                is_found="r.withdrawn_at IS NULL "
                "AND notes_record_dossier(r.kind, r.record_id) IS NOT NULL",
            )
        ),
    )
