"""Row-level security of files: who can read a record can read its files."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, append_only

OWN = "-added_by_id = ANY ((SELECT wall_principals())::bigint[])"
OF_OWN_UNIT = "unit_id = ANY ((SELECT wall_principals())::bigint[])"
# The digest and the content of a file never change.
POLICIES = f"""
ALTER TABLE files_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON files_file FOR SELECT USING (notes_record_open(kind, record_id));
CREATE POLICY wall_insert ON files_file FOR INSERT
    WITH CHECK ({OWN} AND kind <> 'EVT' AND notes_record_open(kind, record_id));
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


class Migration(migrations.Migration):
    dependencies = (("files", "0001_initial"), ("notes", "0002_wall"))
    operations = (
        migrations.RunSQL(POLICIES, migrations.RunSQL.noop),
        append_only("files_storedcontent"),
    )
