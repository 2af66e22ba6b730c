"""Search finds milestones, which everyone who signs in may read."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (("tracking", "0002_wall"), ("search", "0002_find"))
    operations = (
        searched(
            Searched(
                "tracking_milestone",
                "milestone",
                columns="ref, text, withdrawn_at",
                names="ARRAY[r.text]",
                dossier="NULL",
                is_found="r.withdrawn_at IS NULL",
            )
        ),
    )
