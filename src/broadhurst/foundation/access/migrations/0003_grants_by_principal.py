"""What is open to a unit or an officer is found by their grants."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("access", "0002_wall"),)
    operations = (
        migrations.AddIndex("grant", models.Index(fields=["principal"], name="grant_by_principal")),
    )
