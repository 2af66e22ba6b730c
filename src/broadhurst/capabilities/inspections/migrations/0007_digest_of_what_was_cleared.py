"""Store a digest of the cleared letter, so that no other letter is published."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("inspections", "0006_short_names"),)
    operations = (
        migrations.AddField(
            "response",
            "cleared_digest",
            models.CharField(
                blank=True,
                default="",
                help_text="Of the letter that was cleared (figures/letter).",
                max_length=64,
            ),
            preserve_default=False,
        ),
    )
