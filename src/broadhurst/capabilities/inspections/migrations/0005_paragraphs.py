"""Add chosen paragraphs, a signatory's office and copies to letters."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from broadhurst.foundation.access.protect import protect


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_wall"),
        ("agencies", "0003_oversight"),
        ("inspections", "0004_guards_of_corrections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="response",
            name="copies",
            field=models.TextField(
                blank=True, help_text="Who gets a copy beside those the law names."
            ),
        ),
        migrations.AddField(
            model_name="response",
            name="office",
            field=models.TextField(blank=True, help_text="The signatory's title or office."),
        ),
        migrations.AddField(
            model_name="response",
            name="paragraphs",
            field=models.JSONField(
                default=list,
                help_text="The paragraphs that were chosen, in order: {key, title, text}.",
            ),
        ),
        migrations.AlterField(
            model_name="response",
            name="signed_by",
            field=models.TextField(blank=True, help_text="The signatory's name."),
        ),
        migrations.CreateModel(
            name="StandardParagraph",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ref", models.CharField(max_length=16, unique=True)),
                ("title", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="agencies.agency",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="access.dossier",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("title", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="paragraph_says",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("agency", "title"),
                        name="one_paragraph_of_a_title",
                    ),
                ],
            },
        ),
        protect("inspections_standardparagraph"),
        migrations.RunSQL(
            "REVOKE DELETE, TRUNCATE ON inspections_standardparagraph FROM broadhurst_app",
            migrations.RunSQL.noop,
        ),
    ]
