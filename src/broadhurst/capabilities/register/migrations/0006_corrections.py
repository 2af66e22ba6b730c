"""Corrections end rows and add new ones. Archiving can be decided and undone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_wall"),
        ("register", "0005_sex_and_kinds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Archiving",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("dismantled", "Dismantled"),
                            ("below_criteria", "No longer meets the criteria for an OCG"),
                            ("no_intelligence", "No intelligence in the review period"),
                            ("merged", "Merged with another OCG"),
                            ("in_custody", "All members in custody with no capability"),
                            ("another_list", "Moved to another organisation’s list"),
                            ("duplicate", "Duplicate of another OCG"),
                        ],
                        max_length=16,
                    ),
                ),
                ("explanation", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                        ],
                        default="proposed",
                        max_length=8,
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_because", models.TextField(blank=True)),
                ("reactivated_at", models.DateTimeField(null=True)),
                ("reactivated_because", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("-proposed_at", "-pk"),
            },
        ),
        migrations.RemoveConstraint(
            model_name="identifier",
            name="identifier_once",
        ),
        migrations.RemoveConstraint(
            model_name="membership",
            name="member_once",
        ),
        migrations.AddField(
            model_name="identifier",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="identifier",
            name="ended_because",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="identifier",
            name="ref",
            field=models.CharField(default="-", max_length=16, unique=True),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="membership",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="membership",
            name="ended_because",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="ocg",
            name="reactivated_at",
            field=models.DateTimeField(
                blank=True,
                help_text="An assessment made before it is no longer current.",
                null=True,
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_because", "")),
                    models.Q(
                        ("ended_at__isnull", False), models.Q(("ended_because", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="identifier_ends_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="identifier",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)),
                fields=("ocg", "kind", "value"),
                name="identifier_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("ended_because", "")),
                    models.Q(
                        ("ended_at__isnull", False), models.Q(("ended_because", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="membership_ends_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("ocg", "person"), name="member_once"
            ),
        ),
        migrations.AddField(
            model_name="archiving",
            name="decided_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="archiving",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="access.dossier"
            ),
        ),
        migrations.AddField(
            model_name="archiving",
            name="ocg",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="archivings",
                to="register.ocg",
            ),
        ),
        migrations.AddField(
            model_name="archiving",
            name="proposed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="archiving",
            name="reactivated_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="archiving",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "proposed")),
                fields=("ocg",),
                name="one_proposal_to_archive",
            ),
        ),
        migrations.AddConstraint(
            model_name="archiving",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome", "approved"), ("reactivated_at", None)),
                fields=("ocg",),
                name="archived_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="archiving",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("outcome", "proposed")),
                    models.Q(
                        models.Q(("outcome", "proposed"), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="archiving_decided_by_someone",
            ),
        ),
        migrations.AddConstraint(
            model_name="archiving",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "approved"), _negated=True),
                    models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                    _connector="OR",
                ),
                name="proposer_does_not_approve_archiving",
            ),
        ),
        migrations.AddConstraint(
            model_name="archiving",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "declined"), _negated=True),
                    models.Q(("decided_because", ""), _negated=True),
                    _connector="OR",
                ),
                name="archiving_declined_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="archiving",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("reactivated_at", None),
                        ("reactivated_because", ""),
                        ("reactivated_by", None),
                    ),
                    models.Q(
                        ("outcome", "approved"),
                        ("reactivated_at__isnull", False),
                        ("reactivated_by__isnull", False),
                        models.Q(("reactivated_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="reactivated_with_a_reason",
            ),
        ),
    ]
