"""What of a table was not read, and how many of its rows had no hit in part."""

import django.contrib.postgres.fields
from django.db import migrations, models

# Of tables that were answered before, counted once.
COUNT = """
UPDATE deconfliction_bulkcheck b SET rows_in_part = (
    SELECT count(*) FROM deconfliction_bulkrow r
    WHERE r.bulk_id = b.id AND r.answer = 'no_hit' AND r.why <> '')
"""


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0019_what_became_of_the_other_event"),)
    operations = (
        migrations.AddField(
            model_name="bulkcheck",
            name="notes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(),
                default=list,
                help_text="Notes on the parts of the file that were not read.",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="bulkcheck",
            name="rows_in_part",
            field=models.PositiveIntegerField(
                default=0, help_text="Rows without a hit that were not fully checked."
            ),
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    )
