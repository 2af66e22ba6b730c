"""Row-level security on bids and their records. Decisions cannot be changed."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect


class Migration(migrations.Migration):
    dependencies = (("tasking", "0001_initial"), ("access", "0002_wall"))
    operations = (
        *(protect(f"tasking_{table}") for table in ("bid", "question", "decision", "allocation")),
        append_only("tasking_decision"),
        append_only("tasking_demand"),
        never_deleted("tasking_bid", "tasking_question", "tasking_allocation", "tasking_booking"),
    )
