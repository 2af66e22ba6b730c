"""Row-level security of correspondence."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect


class Migration(migrations.Migration):
    dependencies = (("correspondence", "0001_initial"), ("access", "0002_wall"))
    operations = (
        protect("correspondence_item"),
        protect("correspondence_correction"),
        never_deleted("correspondence_item"),
        append_only("correspondence_correction"),
    )
