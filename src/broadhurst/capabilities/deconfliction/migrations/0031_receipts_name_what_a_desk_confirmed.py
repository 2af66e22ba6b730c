"""A receipt names what it referred, to whoever reads both it and the hit: once a desk confirms."""

import django.db.models.deletion
from django.db import migrations, models

from broadhurst.foundation.access.protect import append_only

# Whose desk has it reads the hit before its unit does; the receipt stands behind its own wall.
REFERRALS = """
ALTER TABLE deconfliction_referral ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_referral FOR SELECT USING (
    (SELECT wall_elevated())
    OR ((SELECT true FROM deconfliction_check c WHERE c.ref = deconfliction_referral.receipt_id)
        AND (SELECT true FROM deconfliction_hit h WHERE h.id = deconfliction_referral.hit_id)));
CREATE POLICY wall_insert ON deconfliction_referral FOR INSERT
    WITH CHECK ((SELECT wall_elevated()));
"""


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0030_sides_by_ocg"),)
    operations = (
        migrations.CreateModel(
            "Referral",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "receipt",
                    models.ForeignKey(
                        "deconfliction.check",
                        django.db.models.deletion.PROTECT,
                        to_field="ref",
                        related_name="+",
                        db_index=False,
                    ),
                ),
                (
                    "hit",
                    models.ForeignKey(
                        "deconfliction.hit",
                        django.db.models.deletion.PROTECT,
                        related_name="+",
                        db_index=False,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("receipt", "hit"), name="referred_once")
                ]
            },
        ),
        migrations.RunSQL(REFERRALS, migrations.RunSQL.noop),
        append_only("deconfliction_referral"),
    )
