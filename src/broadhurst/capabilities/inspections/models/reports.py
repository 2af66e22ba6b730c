"""Reports and findings as the inspectorate published them.

Everyone who signs in can read them.
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.inspections.models.corrections import Correctable
from broadhurst.foundation import clock
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.agencies.models.short_names import key_is_short_name


class Report(Correctable):
    """An inspection report.

    If only its month is known, no statutory deadline is shown.
    """

    class Scope(models.TextChoices):
        NATIONAL = "national", "National"
        REGIONAL = "regional", "Regional"
        FORCE = "force", "One force"

    ref = models.CharField(max_length=16, unique=True)
    key = models.SlugField(unique=True)
    publisher = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=400)
    published_on = models.DateField()
    published_day_known = models.BooleanField(default=True)
    scope = models.CharField(max_length=10, choices=Scope)
    note = models.TextField(blank=True, help_text="What of it is not held here.")
    grades = models.JSONField(
        default=list, help_text="List of {body, question, grade}, as published."
    )

    class Meta(Correctable.Meta):
        ordering = ("-published_on", "-pk")
        constraints = (
            *Correctable.Meta.constraints,
            key_is_short_name("report_key_is_short_name"),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def last_day(self) -> date | None:
        """The last day to publish a response to it (Police Act 1996 s.55(5A))."""
        return clock.section_55_last_day(self.published_on) if self.published_day_known else None

    def day(self, on: date) -> int | None:
        """Return which of the 56 days a date is, or None if they are not counted."""
        return clock.section_55_day(self.published_on, on) if self.published_day_known else None


class Finding(Correctable):
    """A finding of an inspection.

    The text is the inspectorate's own if `is_verbatim`, otherwise a summary.
    """

    class Kind(models.TextChoices):
        RECOMMENDATION = "recommendation", "Recommendation"
        CAUSE_OF_CONCERN = "cause_of_concern", "Cause of concern"
        ACCELERATED = "accelerated_cause_of_concern", "Accelerated cause of concern"
        AREA_FOR_IMPROVEMENT = "area_for_improvement", "Area for improvement"
        INNOVATIVE_PRACTICE = "innovative_practice", "Innovative practice"
        PROMISING_PRACTICE = "promising_practice", "Promising practice"
        OBSERVATION = "observation", "Observation"

    key = models.SlugField(unique=True)
    report = models.ForeignKey(Report, models.PROTECT, related_name="findings")
    number = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=30, choices=Kind)
    text = models.TextField()
    is_verbatim = models.BooleanField(help_text="Otherwise the text is a summary.")
    due_text = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    recurs_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="recurrences"
    )
    source = models.CharField(max_length=400, blank=True)
    note = models.TextField(blank=True)

    class Meta(Correctable.Meta):
        ordering = ("report", "number", "pk")
        constraints = (
            *Correctable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(recurs_from__isnull=True) | ~Q(recurs_from=F("id")),
                name="finding_recurs_from_another",
            ),
            key_is_short_name("finding_key_is_short_name"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    @property
    def caption(self) -> str:
        """Return the finding and its report, for forms."""
        return f"{self}, {self.report.title}"


class Addressee(models.Model):
    """An organisation that a finding is addressed to."""

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="addressees")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("finding", "agency"), name="addressed_once"),
        )

    def __str__(self) -> str:
        return f"{self.finding} to {self.agency}"
