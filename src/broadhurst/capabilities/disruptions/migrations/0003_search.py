"""Search finds disruptions by their reference and words."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (("disruptions", "0002_wall"), ("search", "0002_find"))
    operations = (
        searched(
            Searched(
                "disruptions_disruption",
                "disruption",
                columns="ref, description, effect, dossier_id",
                description="r.description || ' ' || r.effect",
            )
        ),
    )
