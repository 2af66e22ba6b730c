"""Search finds requests between SIO and LRO."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (
        ("liaison", "0002_wall"),
        ("search", "0002_find"),
    )
    operations = (
        searched(
            Searched(
                "liaison_request",
                "request",
                columns="ref, what, dossier_id",
                description="r.what",
            )
        ),
    )
