"""Database constraints on a response at each stage."""

from django.db import models
from django.db.models import F, Q

CONSTRAINTS = (
    models.UniqueConstraint(
        fields=("report", "body", "force", "version"),
        condition=~Q(stage="withdrawn"),
        name="one_live_response",
    ),
    models.CheckConstraint(
        condition=Q(version=1, corrects=None, correction="")
        | Q(~Q(correction=""), version__gt=1, corrects__isnull=False),
        name="corrects_with_a_reason",
    ),
    models.CheckConstraint(
        condition=Q(~Q(stage="withdrawn"), withdrawn_at=None, withdrawn_by=None)
        | Q(
            ~Q(withdrawn_because=""),
            stage="withdrawn",
            withdrawn_at__isnull=False,
            withdrawn_by__isnull=False,
        ),
        name="response_withdrawn_with_a_reason",
    ),
    models.CheckConstraint(
        condition=Q(
            stage__in=("drafting", "withdrawn", "elsewhere"),
            cleared_by=None,
            cleared_at=None,
        )
        | Q(
            ~Q(cleared_by=F("last_edited_by")),
            stage__in=("cleared", "published"),
            cleared_by__isnull=False,
            cleared_at__isnull=False,
        ),
        name="cleared_by_another",
    ),
    models.CheckConstraint(
        condition=Q(
            ~Q(frozen_markdown=""),
            stage="published",
            published_at__isnull=False,
            published_on__isnull=False,
            invited_on__isnull=False,
            published_url="",
        )
        | Q(~Q(published_url=""), stage="elsewhere", published_on__isnull=False)
        | Q(
            ~Q(stage__in=("published", "elsewhere")),
            published_at=None,
            published_on=None,
            published_url="",
        ),
        name="published_is_frozen",
    ),
    models.CheckConstraint(
        condition=Q(published_on__isnull=True)
        | Q(due_on__isnull=True)
        | Q(published_on__lte=F("due_on"))
        | Q(stage="elsewhere")
        | Q(version__gt=1)
        | ~Q(late_reason=""),
        name="late_with_a_reason",
    ),
    models.CheckConstraint(
        condition=Q(sent_to_hmicfrs_on=None, sent_to_home_secretary_on=None)
        | Q(stage__in=("published", "elsewhere")),
        name="sent_when_published",
    ),
)
