"""Tokens say which key they are of; a hub deletes its pointers when it deletes their tokens."""

from django.db import migrations, models

from broadhurst.foundation.access.protect import APPLICATION_ROLE

POINTERS = f"""
GRANT DELETE ON deconfliction_pointer TO {APPLICATION_ROLE};
CREATE POLICY wall_delete ON deconfliction_pointer AS RESTRICTIVE FOR DELETE
    USING (day < (SELECT wall_now())::date);
"""


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0015_withdrawal"),)
    operations = (
        migrations.AddField(
            model_name="hubtoken",
            name="mark",
            field=models.CharField(
                default="", help_text="Of the key: `protocol.hub.mark`.", max_length=8
            ),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="exchange",
            name="set_ref",
            field=models.CharField(
                help_text="The set that was asked, or the day and mark of a hub's key.",
                max_length=16,
            ),
        ),
        migrations.RunSQL(POINTERS, migrations.RunSQL.noop),
    )
