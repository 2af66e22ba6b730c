"""Require keys to be short names, because they become part of URLs."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("agencies", "0004_accounts"),)
    operations = (
        migrations.AddConstraint(
            "agency",
            models.CheckConstraint(
                condition=models.Q(("key__regex", "^[a-z0-9][a-z0-9-]*$")),
                name="agency_key_is_short_name",
            ),
        ),
        migrations.AddConstraint(
            "region",
            models.CheckConstraint(
                condition=models.Q(("key__regex", "^[a-z0-9][a-z0-9-]*$")),
                name="region_key_is_short_name",
            ),
        ),
        migrations.AddConstraint(
            "district",
            models.CheckConstraint(
                condition=models.Q(("key__regex", "^[a-z0-9][a-z0-9-]*$")),
                name="district_key_is_short_name",
            ),
        ),
        migrations.AddConstraint(
            "unit",
            models.CheckConstraint(
                condition=models.Q(("key__regex", "^[a-z0-9][a-z0-9-]*$")),
                name="unit_key_is_short_name",
            ),
        ),
    )
