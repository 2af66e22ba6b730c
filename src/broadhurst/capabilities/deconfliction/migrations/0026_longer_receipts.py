"""Eight letters in the number of a receipt, which stand at the longest after a year."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("deconfliction", "0025_flags_on_what_is_referred"),)
    operations = (
        migrations.AlterField(
            model_name="check",
            name="ref",
            field=models.CharField(max_length=20, unique=True),
        ),
    )
