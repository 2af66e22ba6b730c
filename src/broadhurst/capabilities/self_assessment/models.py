"""Self-assessments of organisations against findings, with evidence and corrections."""

from datetime import date

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.foundation.agencies.models import Agency, Officer
from broadhurst.foundation.govuk.words import day


class OfOrganisation(models.Model):
    """A record of the organisation that assesses itself. Only it writes (migration 0002)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Assessment(OfOrganisation):
    """An organisation's own judgement of a finding on a day. Its latest counts.

    `shared_at` is when the organisation let inspectorates see it, or None.
    """

    class Judgement(models.TextChoices):
        MET = "met", "Met"
        PARTLY_MET = "partly_met", "Partly met"
        NOT_MET = "not_met", "Not met"

    ref = models.CharField(max_length=16, unique=True)
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+")
    judgement = models.CharField(max_length=12, choices=Judgement)
    why = models.TextField()
    assessed_on = models.DateField()
    assessed_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = "self-assessment"
        ordering = ("-assessed_on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("agency", "finding", "assessed_on"),
                condition=Q(withdrawn_at=None),
                name="assessed_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="assessment_withdrawn_because",
            ),
        )
        indexes = (models.Index(fields=("finding", "agency"), name="assessment_of_finding"),)

    def __str__(self) -> str:
        return f"{self.agency.short_name} on {self.finding}: {self.get_judgement_display()}"

    @property
    def caption(self) -> str:
        """The organisation, the finding and the reference, for forms."""
        return f"{self.agency.short_name}, {self.finding} {self.ref}"


class Correction(OfOrganisation):
    """A correction of a self-assessment: each changed field as it was and as it is, and why."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="corrections")
    because = models.CharField(max_length=400)
    changes = models.JSONField(help_text="A list of [field, was, now], in words.")
    corrected_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ("-corrected_at", "-pk")

    def __str__(self) -> str:
        return f"{self.assessment_id} corrected: {self.because}"


class Evidence(OfOrganisation):
    """Evidence of a self-assessment: a figure as counted, or a link to a record.

    `figure` is a figure as JSON, without its records. `record` is the reference of a record. Its
    name is not kept, so a reader learns it only if they can see the record.
    """

    ref = models.CharField(max_length=16, unique=True)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="evidence")
    figure = models.JSONField(null=True)
    record = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=400, blank=True)
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("added_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(figure__isnull=False, record="")
                | Q(figure__isnull=True) & ~Q(record=""),
                name="evidence_is_a_figure_or_a_record",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="assessed_evidence_withdrawn_because",
            ),
        )

    def __str__(self) -> str:
        return str(self.figure["title"]) if self.figure else f"Record {self.record}"

    @property
    def period(self) -> str:
        """The period of a figure, in words."""
        if self.figure is None:
            return ""
        since, as_of = self.figure["since"], date.fromisoformat(self.figure["as_of"])
        if since is None:
            return f"the end of {day(as_of)}"
        return f"{day(date.fromisoformat(since))} to the end of {day(as_of)}"
