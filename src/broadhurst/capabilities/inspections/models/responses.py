"""The response of a local policing body to a report."""

from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.inspections.models.reports import Report
from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Agency, Officer, Unit


class Response(Protected):
    """What a local policing body answers to a report, for a force (Police Act 1996 s.55)."""

    class Stage(models.TextChoices):
        DRAFTING = "drafting", "drafting"
        CLEARED = "cleared", "cleared"
        PUBLISHED = "published", "published"

    ref = models.CharField(max_length=16, unique=True)
    report = models.ForeignKey(Report, models.PROTECT, related_name="responses")
    body = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="The body's.")
    force = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFTING)
    due_on = models.DateField(null=True, help_text="The last of the 56 days, where it is known.")
    opened_at = models.DateTimeField()
    last_edited_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    last_edited_at = models.DateTimeField()

    subject = models.CharField(max_length=200)
    sender = models.TextField(blank=True)
    recipient = models.TextField(blank=True)
    greeting = models.CharField(max_length=80, blank=True)
    signed_by = models.TextField(blank=True)

    invited_on = models.DateField(null=True)
    comments_due_on = models.DateField(null=True)
    chief_officer_comments = models.TextField(blank=True)
    commented_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    commented_at = models.DateTimeField(null=True)
    body_comments = models.TextField(blank=True)
    reply = models.TextField(blank=True)

    cleared_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    cleared_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_on = models.DateField(null=True)
    late_reason = models.TextField(blank=True)
    frozen_markdown = models.TextField(blank=True)
    frozen_figures = models.JSONField(default=list)
    sent_to_hmicfrs_on = models.DateField(null=True)
    sent_to_home_secretary_on = models.DateField(null=True)

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("report", "body", "force"), name="one_response"),
            models.CheckConstraint(
                condition=Q(stage="drafting", cleared_by=None, cleared_at=None)
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
                )
                | Q(~Q(stage="published"), published_at=None, published_on=None),
                name="published_is_frozen",
            ),
            models.CheckConstraint(
                condition=Q(published_on__isnull=True)
                | Q(due_on__isnull=True)
                | Q(published_on__lte=F("due_on"))
                | ~Q(late_reason=""),
                name="late_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(sent_to_hmicfrs_on=None, sent_to_home_secretary_on=None)
                | Q(stage="published"),
                name="sent_when_published",
            ),
        )

    def __str__(self) -> str:
        return self.ref
