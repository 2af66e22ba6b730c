"""The response of a local policing body to a report."""

from datetime import date, timedelta

from django.db import models

from broadhurst.capabilities.inspections.models.reports import Report
from broadhurst.capabilities.inspections.models.response_constraints import CONSTRAINTS
from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Agency, Officer, Unit


class Response(Protected):
    """A policing body's response to a report, for a force (Police Act 1996 s.55).

    A published response is never changed. Version 2 corrects version 1, and gives the reason.
    """

    class Stage(models.TextChoices):
        DRAFTING = "drafting", "drafting"
        CLEARED = "cleared", "cleared"
        PUBLISHED = "published", "published"
        ELSEWHERE = "elsewhere", "published elsewhere"
        WITHDRAWN = "withdrawn", "withdrawn"

    ref = models.CharField(max_length=16, unique=True)
    report = models.ForeignKey(Report, models.PROTECT, related_name="responses")
    body = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", help_text="The body's.")
    force = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFTING)
    due_on = models.DateField(
        null=True, help_text="The last of the 56 days, as the published letter says it."
    )
    opened_at = models.DateTimeField()
    last_edited_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    last_edited_at = models.DateTimeField()

    subject = models.CharField(max_length=200)
    sender = models.TextField(blank=True)
    recipient = models.TextField(blank=True)
    greeting = models.CharField(max_length=80, blank=True)
    signed_by = models.TextField(blank=True, help_text="The signatory's name.")
    office = models.TextField(blank=True, help_text="The signatory's title or office.")
    copies = models.TextField(blank=True, help_text="Who gets a copy beside those the law names.")
    paragraphs = models.JSONField(
        default=list, help_text="The paragraphs that were chosen, in order: {key, title, text}."
    )

    invited_on = models.DateField(null=True)
    comments_due_on = models.DateField(null=True)
    chief_officer_comments = models.TextField(blank=True)
    commented_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    commented_at = models.DateTimeField(null=True)
    body_comments = models.TextField(blank=True)
    reply = models.TextField(blank=True)

    cleared_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    cleared_at = models.DateTimeField(null=True)
    cleared_digest = models.CharField(
        max_length=64,
        blank=True,
        help_text="The digest of the letter that was cleared (figures/letter).",
    )
    published_at = models.DateTimeField(null=True)
    published_on = models.DateField(null=True)
    late_reason = models.TextField(blank=True)
    frozen_markdown = models.TextField(blank=True)
    frozen_figures = models.JSONField(default=list)
    sent_to_hmicfrs_on = models.DateField(null=True)
    sent_to_home_secretary_on = models.DateField(null=True)
    published_url = models.URLField(max_length=400, blank=True, help_text="If elsewhere.")
    report_edition = models.PositiveIntegerField(null=True, help_text="That it answered.")

    version = models.PositiveSmallIntegerField(default=1)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    correction = models.TextField(blank=True, help_text="Why the version before is corrected.")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = CONSTRAINTS

    def __str__(self) -> str:
        return self.ref

    @property
    def last_day(self) -> date | None:
        """The last of the 56 days, by the report's date as it is recorded now.

        `due_on` is the day that the published letter says.
        """
        return self.report.last_day

    @property
    def comments_last_day(self) -> date | None:
        """The last day for the chief officer's comments: the day before `comments_due_on`."""
        return self.comments_due_on and self.comments_due_on - timedelta(days=1)

    @property
    def is_late(self) -> bool:
        """Whether the first version was published after the last of the 56 days."""
        first = self.first_version
        on, last = first.published_on, self.report.last_day
        return bool(on and last and on > last)

    @property
    def first_version(self) -> "Response":
        """Version 1, or this response itself if it was published elsewhere.

        The record of a response published elsewhere has the right dates itself.
        """
        first = self
        while first.corrects and first.stage != self.Stage.ELSEWHERE:
            first = first.corrects
        return first
