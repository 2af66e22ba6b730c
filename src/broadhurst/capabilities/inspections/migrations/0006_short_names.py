"""Require short names as keys of reports and findings, as addresses contain them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("inspections", "0005_paragraphs"),)
    operations = (
        migrations.AddConstraint(
            "report",
            models.CheckConstraint(
                condition=models.Q(("key__regex", "^[a-z0-9][a-z0-9-]*$")),
                name="report_key_is_short_name",
            ),
        ),
        migrations.AddConstraint(
            "finding",
            models.CheckConstraint(
                condition=models.Q(("key__regex", "^[a-z0-9][a-z0-9-]*$")),
                name="finding_key_is_short_name",
            ),
        ),
    )
