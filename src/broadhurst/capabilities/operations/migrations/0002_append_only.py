"""What was published as of a day stays. The tables are open (see models.py): there is no wall."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only


class Migration(migrations.Migration):
    dependencies = (("operations", "0001_initial"),)
    operations = (append_only("operations_outcome"),)
