"""Row-level security on the texts of entries."""

from django.db import migrations

from broadhurst.foundation.access.protect import never_deleted, protect


class Migration(migrations.Migration):
    dependencies = (("inspectorate_register", "0001_initial"), ("access", "0002_wall"))
    operations = (
        protect("inspectorate_register_reading"),
        never_deleted("inspectorate_register_reading"),
    )
