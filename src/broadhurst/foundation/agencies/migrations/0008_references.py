"""Postings and appointments have a random reference for addresses."""

from django.db import migrations, models

from broadhurst.foundation.agencies.models.people import some_reference


def reference() -> models.CharField:
    return models.CharField(max_length=20, unique=True, db_default=some_reference())


class Migration(migrations.Migration):
    dependencies = (("agencies", "0007_password_expiry"),)
    operations = (
        migrations.AddField("posting", "ref", reference()),
        migrations.AddField("appointment", "ref", reference()),
    )
