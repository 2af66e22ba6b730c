"""A flag on an officer who asks again and again for what a desk is to answer."""

from django.db import migrations, models

RULES = [
    ("no_matter", "Many checks without an OCG or a matter"),
    ("variants", "Many checks of nearly the same target"),
    ("withdrawn", "Many entries withdrawn soon after they were made"),
    ("referred", "Many checks that a desk was to answer"),
    ("runs", "Many identifiers that follow each other"),
    ("rows", "Very many rows for one purpose"),
    ("moved", "One planned event moved again and again"),
    ("many_events", "Very many events planned or changed"),
    ("wide", "Many events that reach far or last long"),
    ("cancelled", "Many events cancelled soon after they were planned"),
    ("limit", "Stopped by the hourly limit again and again"),
]


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0024_own_identifiers_that_hit"),)
    operations = (
        migrations.AlterField(
            model_name="flag",
            name="rule",
            field=models.CharField(choices=RULES, max_length=12),
        ),
    )
