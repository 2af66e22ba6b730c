"""Row-level security of correspondence."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted, protect
from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (
        ("correspondence", "0001_initial"),
        ("access", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        protect("correspondence_item"),
        protect("correspondence_correction"),
        never_deleted("correspondence_item"),
        append_only("correspondence_correction"),
        # Search finds correspondence for those who can see the response.
        searched(
            Searched(
                "correspondence_item",
                "item",
                columns="ref, summary, reference, other_party, withdrawn_at",
                names="ARRAY[r.reference, r.other_party]",
                description="r.summary",
                is_found="r.withdrawn_at IS NULL",
            )
        ),
    )
