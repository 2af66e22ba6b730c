"""Search finds letters and templates for their unit."""

from django.db import migrations

from broadhurst.foundation.search.feed import Searched, searched


class Migration(migrations.Migration):
    dependencies = (("letters", "0002_wall"), ("search", "0002_find"))
    operations = (
        searched(
            Searched(
                "letters_letter",
                "letter",
                columns="ref, subject, text, stage",
                names="ARRAY[r.subject]",
                description="r.text",
                is_found="r.stage <> 'withdrawn'",
            )
        ),
    )
