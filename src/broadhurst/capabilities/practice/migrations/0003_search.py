"""Search finds published practice notes for everyone, and drafts for their unit."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (("practice", "0002_wall"), ("search", "0002_find"))
    operations = (
        searched(
            Searched(
                "practice_note",
                "practice",
                columns="ref, title, what, place, evidence, stage, published_at",
                names="ARRAY[r.title]",
                description="r.what || ' ' || r.place || ' ' || r.evidence",
                dossier="CASE WHEN r.published_at IS NULL THEN r.dossier_id END",
                is_found="r.stage <> 'withdrawn'",
            )
        ),
    )
