"""Only the unit that sent a rehoming sees it. Elevated code finds those that wait for a worker."""

from django.db import migrations

from broadhurst.foundation.access.protect import never_deleted

ELEVATED = "(SELECT wall_elevated())"
OWN = "unit_id = ANY ((SELECT wall_principals())::bigint[])"
OF_IT = "(SELECT true FROM leavers_rehoming r WHERE r.id = leavers_rehomingrow.rehoming_id)"
WALL = f"""
ALTER TABLE leavers_rehoming ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON leavers_rehoming FOR SELECT USING ({ELEVATED} OR {OWN});
CREATE POLICY wall_insert ON leavers_rehoming FOR INSERT WITH CHECK ({OWN});
CREATE POLICY wall_update ON leavers_rehoming FOR UPDATE USING ({OWN});
ALTER TABLE leavers_rehomingrow ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON leavers_rehomingrow USING ({OF_IT});
"""
UNDO = "".join(
    f"DROP POLICY {policy} ON {table};"
    for policy, table in (
        ("wall", "leavers_rehomingrow"),
        ("wall", "leavers_rehoming"),
        ("wall_insert", "leavers_rehoming"),
        ("wall_update", "leavers_rehoming"),
    )
)


class Migration(migrations.Migration):
    dependencies = (("leavers", "0001_initial"), ("access", "0002_wall"))
    operations = (
        migrations.RunSQL(WALL, UNDO),
        never_deleted("leavers_rehoming", "leavers_rehomingrow"),
    )
