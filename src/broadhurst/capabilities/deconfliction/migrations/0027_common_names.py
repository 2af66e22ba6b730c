"""Names that are commoner in the entries than in the population; the matcher alone reads them."""

from django.db import migrations, models

from broadhurst.foundation.access.protect import APPLICATION_ROLE

WALL = f"""
ALTER TABLE deconfliction_commonname ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_commonname USING ((SELECT wall_elevated()));
REVOKE UPDATE, TRUNCATE ON deconfliction_commonname FROM {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0026_longer_receipts"),)
    operations = (
        migrations.CreateModel(
            name="CommonName",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "of_name", "word", blank=True, editable=False, primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "of_name",
                    models.PositiveSmallIntegerField(
                        help_text="Its place in the engine's `FREQUENT`."
                    ),
                ),
                ("word", models.BigIntegerField(help_text="The word as in the engine's rows.")),
                (
                    "steps",
                    models.PositiveSmallIntegerField(
                        help_text="Its rarity here, in `rarity.STEPS`."
                    ),
                ),
            ],
        ),
        migrations.RunSQL(WALL, migrations.RunSQL.noop),
    )  # fmt: skip
