"""A district can close, and its name is its own in its force until then."""

from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = (("agencies", "0005_short_names"),)
    operations = (
        migrations.AddField("district", "until_on", models.DateField(blank=True, null=True)),
        migrations.AddConstraint(
            "district",
            models.UniqueConstraint(
                Lower("name"),
                models.F("force"),
                name="district_name_once_in_force",
                condition=models.Q(("until_on", None)),
            ),
        ),
    )
