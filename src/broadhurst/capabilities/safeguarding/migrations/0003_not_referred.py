"""Reasons not to refer a person at risk: under row-level security, and never changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from broadhurst.foundation.access.protect import append_only, protect


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_wall"),
        ("register", "0007_wall_of_archiving"),
        ("safeguarding", "0002_wall"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NotReferred",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("was_child", models.BooleanField(help_text="As it was on the day.")),
                ("was_exploited", models.BooleanField(help_text="As it was recorded then.")),
                ("because", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.dossier",
                    ),
                ),
                (
                    "ocg",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.ocg",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.person",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("recorded_at", "pk"),
            },
        ),
        protect("safeguarding_notreferred"),
        append_only("safeguarding_notreferred"),
    ]
