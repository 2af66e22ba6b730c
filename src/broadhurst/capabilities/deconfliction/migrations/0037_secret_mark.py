"""The mark of the secret key that entries are keyed with."""

from django.db import migrations, models

from broadhurst.foundation.access.protect import APPLICATION_ROLE

WALL = f"""
ALTER TABLE deconfliction_secretmark ENABLE ROW LEVEL SECURITY;
CREATE POLICY wall ON deconfliction_secretmark USING ((SELECT wall_elevated()));
REVOKE DELETE, TRUNCATE ON deconfliction_secretmark FROM {APPLICATION_ROLE};
"""


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0036_postcodes"),)
    operations = (
        migrations.CreateModel(
            name="SecretMark",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("mark", models.CharField(max_length=64)),
                ("since", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="one_secret_mark")
                ],
            },
        ),
        migrations.RunSQL(WALL, migrations.RunSQL.noop),
    )
