"""Whether any entry is keyed by other rules is read from an index of those that are.

`serve` asks before it starts, and read the whole table of entries: 100,000 pages of a million. What
is keyed by today's rules is not in the index, so that entering writes nothing to it. (A BRIN index
is as small, but a range of pages on which all was keyed again keeps the version that it had: from
then on the whole table is read.)
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0031_receipts_name_what_a_desk_confirmed"),)
    operations = (
        migrations.AddIndex(
            "entry",
            models.Index(
                condition=models.Q(("version", 8), _negated=True),
                fields=["id"],
                name="entry_keyed_before",
            ),
        ),
    )
