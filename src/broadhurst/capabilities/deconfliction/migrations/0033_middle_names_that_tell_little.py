"""Make the index of entries keyed by other rules again, for version 9 of the rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0032_entries_keyed_before"),)
    operations = (
        migrations.RemoveIndex("entry", "entry_keyed_before"),
        migrations.AddIndex(
            "entry",
            models.Index(
                condition=models.Q(("version", 9), _negated=True),
                fields=["id"],
                name="entry_keyed_before",
            ),
        ),
    )
