"""A unit may withdraw its entry: its expiry is set to this instant, past which nobody reads it."""

from django.db import migrations

# What an update may touch stays as it was: nothing that has expired. What it leaves may have
# expired now, so that it can be deleted in the same transaction.
WITHDRAWAL = """
ALTER POLICY wall_update ON deconfliction_entry WITH CHECK ((SELECT wall_elevated()));
"""


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0014_bulk_rows"),)
    operations = (migrations.RunSQL(WITHDRAWAL, migrations.RunSQL.noop),)
