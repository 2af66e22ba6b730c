"""A one-time password has a moment from which it does not work."""

from django.db import migrations, models
from django.db.models import Q
from django.db.models.functions import Now


def expire(apps, schema_editor):
    """One-time passwords from before stop working: an administrator gives a new one."""
    officers = apps.get_model("agencies", "Officer").objects.using(schema_editor.connection.alias)
    officers.filter(password_is_temporary=True).update(password_expires_at=Now())


class Migration(migrations.Migration):
    dependencies = (("agencies", "0006_district_end"),)
    operations = (
        migrations.AddField(
            "officer",
            "password_expires_at",
            models.DateTimeField(
                blank=True,
                null=True,
                help_text="A one-time password does not work from this moment.",
            ),
        ),
        migrations.RunPython(expire, migrations.RunPython.noop),
        migrations.AddConstraint(
            "officer",
            models.CheckConstraint(
                condition=Q(password_is_temporary=False) | Q(password_expires_at__isnull=False),
                name="temporary_password_expires",
            ),
        ),
    )
