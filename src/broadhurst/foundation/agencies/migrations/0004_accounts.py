"""Accounts: their organisation, temporary passwords, sessions, tokens, kinds of appointment."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

ROLES = [
    ("investigator", "Investigator"),
    ("coordinator", "OCG coordinator"),
    ("moderator", "Assessment moderator"),
    ("chair", "Tasking chair"),
    ("gateway", "Gateway officer"),
    ("capability_manager", "Capability manager"),
    ("handover", "Handover officer"),
    ("safeguarding", "Safeguarding lead"),
    ("desk", "Deconfliction desk"),
    ("partner", "Partner practitioner"),
    ("policing_body", "Policing body officer"),
    ("clearer", "Clears published responses"),
    ("inspectorate_liaison", "Inspectorate liaison"),
    ("chief_officer", "Chief officer"),
    ("auditor", "Auditor"),
    ("organisation_administrator", "Administrator of an organisation"),
    ("administrator", "Administrator of the service"),
]
KINDS = [
    ("rocu", "Responsible for a ROCU"),
    ("force", "Force responsibility"),
    ("counter_terrorism", "Counter-terrorism, held in a force"),
    ("national_lead", "National lead"),
    ("other", "Other responsibility"),
]


def may_be_empty(model: str) -> list[migrations.operations.base.Operation]:
    """Let a span end on the day it begins."""
    name = f"{model}_span_is_forward"
    forward = Q(until_on__isnull=True) | Q(until_on__gte=F("from_on"))
    return [
        migrations.RemoveConstraint(model, name),
        migrations.AddConstraint(model, models.CheckConstraint(condition=forward, name=name)),
    ]


class Migration(migrations.Migration):
    dependencies = (("agencies", "0003_oversight"),)
    operations = (
        migrations.AddField(
            "officer",
            "agency",
            models.ForeignKey(
                blank=True,
                help_text="The organisation whose administrators look after the account.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="officers",
                to="agencies.agency",
            ),
        ),
        migrations.AddField(
            "officer",
            "password_is_temporary",
            models.BooleanField(
                default=False, help_text="The officer must choose a new one at the next sign-in."
            ),
        ),
        migrations.AlterField(
            "posting",
            "roles",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(choices=ROLES, max_length=32), default=list, size=None
            ),
        ),
        *may_be_empty("posting"),
        *may_be_empty("appointment"),
        migrations.RemoveField("appointment", "is_responsible_for_rocu"),
        migrations.AddField(
            "appointment",
            "kind",
            models.CharField(choices=KINDS, default="other", max_length=20),
            preserve_default=False,
        ),
        migrations.AlterModelOptions("apitoken", {"ordering": ("ref",)}),
        migrations.AddField(
            "apitoken",
            "ref",
            models.CharField(max_length=20, unique=True, default=""),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "session_key",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="session key"
                    ),
                ),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
                ("ref", models.CharField(blank=True, db_index=True, max_length=20)),
                ("began_at", models.DateTimeField(blank=True, null=True)),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "posting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="agencies.posting",
                    ),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "ordering": ("ref",),
                "abstract": False,
            },
        ),
    )
