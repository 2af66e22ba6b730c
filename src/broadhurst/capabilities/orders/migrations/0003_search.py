"""Search finds orders, by the name on the order and the court's reference."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (("orders", "0002_wall"), ("search", "0002_find"))
    operations = (
        searched(
            Searched(
                "orders_order",
                "order",
                columns="ref, person_name, court_reference, dossier_id, stage",
                names="ARRAY[r.person_name, r.court_reference]",
                is_found="r.stage <> 'withdrawn'",
            )
        ),
    )
