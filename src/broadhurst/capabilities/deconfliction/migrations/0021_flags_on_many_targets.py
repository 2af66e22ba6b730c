"""Flags on many targets at once: a table, or what was added in a day."""

from django.db import migrations, models

RULES = [
    ("no_matter", "Many checks without an OCG or a matter"),
    ("variants", "Many checks of nearly the same target"),
    ("withdrawn", "Many entries withdrawn soon after they were made"),
    ("runs", "Many identifiers that follow each other"),
    ("rows", "Very many rows for one purpose"),
    ("limit", "Stopped by the hourly limit again and again"),
]


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0020_what_was_not_read"),)
    operations = (
        migrations.AlterField(
            model_name="flag",
            name="rule",
            field=models.CharField(choices=RULES, max_length=12),
        ),
    )
