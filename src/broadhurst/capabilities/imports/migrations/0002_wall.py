"""Row-level security on imports."""

from django.db import migrations

from broadhurst.foundation.access.protect import never_deleted, protect


class Migration(migrations.Migration):
    dependencies = (("imports", "0001_initial"), ("access", "0002_wall"))
    operations = (protect("imports_import"), never_deleted("imports_import"))
