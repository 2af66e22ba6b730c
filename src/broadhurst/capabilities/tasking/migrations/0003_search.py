"""Search finds bids."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (
        ("tasking", "0002_wall"),
        ("search", "0002_find"),
    )
    operations = (
        searched(
            Searched(
                "tasking_bid",
                "bid",
                columns="ref, objective, dossier_id",
                description="r.objective",
            )
        ),
    )
