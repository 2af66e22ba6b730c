"""Search finds correspondence for those who can see the response."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (("correspondence", "0002_wall"), ("search", "0002_find"))
    operations = (
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
