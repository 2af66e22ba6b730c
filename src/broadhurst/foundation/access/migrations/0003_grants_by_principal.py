"""Index grants by principal, to find what a unit or an officer may see."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("access", "0002_wall"),)
    operations = (
        migrations.AddIndex("grant", models.Index(fields=["principal"], name="grant_by_principal")),
    )
