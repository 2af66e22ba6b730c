"""Row-level security of links: a reader must see both ends. A link is never deleted."""

from django.db import migrations

from broadhurst.foundation.access.protect import APPLICATION_ROLE, never_deleted

# Its ends change only if an OCG is merged into another, or split.
CHANGED = (
    "ocg_id, other_ocg_id, one_dossier_id, other_dossier_id, until_on, ended_because, "
    "withdrawn_at, withdrawn_by_id, withdrawn_because"
)
POLICY = f"""
ALTER TABLE links_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON links_link USING (
    (SELECT true FROM access_dossier d WHERE d.id = links_link.one_dossier_id)
    AND (SELECT true FROM access_dossier d WHERE d.id = links_link.other_dossier_id)
);
REVOKE UPDATE ON links_link FROM {APPLICATION_ROLE};
GRANT UPDATE ({CHANGED}) ON links_link TO {APPLICATION_ROLE};
"""
UNDO = f"""
REVOKE UPDATE ({CHANGED}) ON links_link FROM {APPLICATION_ROLE};
GRANT UPDATE ON links_link TO {APPLICATION_ROLE};
DROP POLICY wall ON links_link;
ALTER TABLE links_link DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = (("links", "0001_initial"), ("access", "0002_wall"))
    operations = (migrations.RunSQL(POLICY, UNDO), never_deleted("links_link"))
