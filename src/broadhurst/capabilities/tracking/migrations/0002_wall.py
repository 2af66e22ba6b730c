"""Rights on the tables of the tracker, which everyone who signs in may read."""

from django.db import migrations

from broadhurst.foundation.access.protect import append_only, never_deleted
from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (
        ("tracking", "0001_initial"),
        ("access", "0002_wall"),
        ("search", "0002_wall"),
    )
    operations = (
        append_only("tracking_nextstep"),
        append_only("tracking_milestonechange"),
        append_only("tracking_chaser"),
        never_deleted("tracking_milestone"),
        # Search finds milestones, which everyone who signs in may read.
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
