"""A lead's span never ends before it starts, even with two officers at once."""

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = (("register", "0003_example_scheme"),)
    operations = (
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")),
                name="lead_is_forward",
            ),
        ),
    )
