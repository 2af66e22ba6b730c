"""Search finds the actions of a plan."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (
        ("plans", "0002_wall"),
        ("search", "0002_find"),
    )
    operations = (
        searched(
            Searched(
                "plans_action",
                "action",
                columns="ref, title, brief, dossier_id",
                names="ARRAY[r.title]",
                description="r.brief",
            )
        ),
    )
