"""Search finds funding lines for the organisations that may read them (`funding_readable`)."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, scoped, searched

RECIPIENTS = "-1000000000000"  # the scope of an organisation is this, minus its id


class Migration(migrations.Migration):
    dependencies = (("funding", "0002_wall"), ("search", "0002_find"))
    operations = (
        scoped(
            "funding_line",
            f"ARRAY(SELECT {RECIPIENTS} - id FROM unnest(funding_readable()) id)",
        ),
        searched(
            Searched(
                "funding_line",
                "funding",
                columns="ref, name, ring_fence, recipient_id",
                names="ARRAY[r.name]",
                description="r.ring_fence",
                dossier="NULL",
                readers=f"ARRAY[{RECIPIENTS} - r.recipient_id]",
            )
        ),
    )
