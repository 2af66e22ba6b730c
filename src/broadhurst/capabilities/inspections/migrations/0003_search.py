"""Search finds the inspectorate's reports and findings. Every signed-in user may read them."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (
        ("inspections", "0002_wall"),
        ("search", "0002_find"),
    )
    operations = (
        searched(
            Searched(
                "inspections_report",
                "report",
                columns="ref, title, withdrawn_at",
                names="ARRAY[r.title]",
                dossier="NULL",
                is_found="r.withdrawn_at IS NULL",
            )
        ),
        searched(
            Searched(
                "inspections_finding",
                "finding",
                columns="key, text, withdrawn_at",
                ref="r.key",
                description="r.text",
                dossier="NULL",
                is_found="r.withdrawn_at IS NULL",
            )
        ),
    )
