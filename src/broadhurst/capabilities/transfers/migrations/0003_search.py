"""Search finds transfers."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (
        ("transfers", "0002_wall"),
        ("search", "0002_find"),
    )
    operations = (
        searched(
            Searched(
                "transfers_transfer",
                "transfer",
                columns="ref, reason, dossier_id",
                description="r.reason",
            )
        ),
    )
