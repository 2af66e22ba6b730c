"""Published figures are never changed. The tables are open to everybody (see models.py)."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only


class Migration(migrations.Migration):
    dependencies = (("operations", "0001_initial"), ("access", "0002_wall"))
    operations = (append_only("operations_outcome"),)
