"""A reference is looked for as a whole: its index by how it begins was written and never read.

Of what checks write most, one row or tens of thousands at a time.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0028_entries_name_their_keys"),)
    operations = (
        migrations.AlterField("check", "ref", models.CharField(max_length=20)),
        migrations.AlterField("entry", "ref", models.CharField(max_length=16)),
        migrations.AlterField("hit", "ref", models.CharField(max_length=16)),
        migrations.AddConstraint(
            "check", models.UniqueConstraint(fields=("ref",), name="check_by_ref")
        ),
        migrations.AddConstraint(
            "entry", models.UniqueConstraint(fields=("ref",), name="entry_by_ref")
        ),
        migrations.AddConstraint(
            "hit", models.UniqueConstraint(fields=("ref",), name="hit_by_ref")
        ),
    )
