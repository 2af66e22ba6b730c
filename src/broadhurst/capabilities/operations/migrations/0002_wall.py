"""Published figures are never changed, only withdrawn. Everybody may read them (see models.py)."""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from broadhurst.foundation.access.protect import APPLICATION_ROLE, append_only

WITHDRAWAL = "withdrawn_at, withdrawn_by_id, withdrawn_because"


class Migration(migrations.Migration):
    dependencies = (("operations", "0001_initial"), ("access", "0002_wall"))
    operations = (
        append_only("operations_outcome"),
        RunSQL(
            f"GRANT UPDATE ({WITHDRAWAL}) ON operations_outcome TO {APPLICATION_ROLE};",
            f"REVOKE UPDATE ({WITHDRAWAL}) ON operations_outcome FROM {APPLICATION_ROLE};",
        ),
    )
