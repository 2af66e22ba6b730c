"""Row-level security of commitments."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect


class Migration(migrations.Migration):
    dependencies = (("commitments", "0001_initial"), ("access", "0002_wall"))
    operations = (
        protect("commitments_commitment"),
        protect("commitments_change"),
        never_deleted("commitments_commitment"),
        append_only("commitments_change"),
    )
