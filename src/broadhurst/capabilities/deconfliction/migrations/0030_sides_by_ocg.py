"""The hits of an OCG are found by index, and not by reading all that its unit ever had."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0029_found_by_the_whole_reference"),)
    operations = (
        migrations.AddIndex(
            "hitside",
            models.Index(
                condition=models.Q(("ocg_ref", ""), _negated=True),
                fields=["ocg_ref"],
                name="side_by_ocg",
            ),
        ),
    )
