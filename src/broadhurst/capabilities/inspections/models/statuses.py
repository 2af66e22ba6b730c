"""The two statuses of a finding: the organisation's own, and the inspectorate's.

Everyone who signs in can read both.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5

from broadhurst.capabilities.inspections.models.reports import Finding
from broadhurst.foundation.agencies.models import Agency, Officer, Unit
from broadhurst.foundation.govuk.words import day


class OurStatus(models.Model):
    """An organisation's own status of a finding, from an instant on.

    `owner` is the officer, or `owner_unit` the unit, who acts on it from then on. The statuses
    reopened, superseded and no action have a note that says why. Rows are never changed: a new row
    follows. A status set in error is corrected by a row that `corrects` it and gives the reason.
    """

    class Status(models.TextChoices):
        AWAITING_ALLOCATION = "awaiting_allocation", "awaiting allocation"
        IN_PROGRESS = "in_progress", "in progress"
        PENDING_SIGN_OFF = "pending_sign_off", "pending sign off"
        CLOSURE_REQUESTED = "closure_requested", "closure requested"
        CLOSED = "closed", "closed"
        REOPENED = "reopened", "reopened"
        SUPERSEDED = "superseded", "superseded"
        NO_ACTION = "no_action", "no action"

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="our_statuses")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    status = models.CharField(max_length=20, choices=Status)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    because = models.TextField(blank=True)
    note = models.TextField(blank=True)
    owner = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    superseded_by = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="supersedes")

    class Meta:
        ordering = ("set_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(because=""), name="status_corrected_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("reopened", "superseded", "no_action")) | ~Q(note=""),
                name="status_says_why",
            ),
            models.CheckConstraint(
                condition=Q(status="superseded", superseded_by__isnull=False)
                | Q(~Q(status="superseded"), superseded_by=None),
                name="status_superseded_by_a_finding",
            ),
            models.CheckConstraint(
                condition=Q(superseded_by=None) | ~Q(superseded_by=F("finding")),
                name="status_superseded_by_another",
            ),
            models.CheckConstraint(
                condition=Q(owner=None) | Q(owner_unit=None), name="status_has_one_owner"
            ),
        )
        indexes = (
            models.Index(fields=("finding", "agency", "-set_at", "-id"), name="status_latest"),
        )

    def __str__(self) -> str:
        return f"{self.finding} {self.get_status_display()}"

    @property
    def owner_name(self) -> str:
        """The name of the officer or the unit who acts on it, or nothing."""
        owner = self.owner or self.owner_unit
        return owner.name if owner else ""


class InspectorateAct(models.Model):
    """An inspectorate update on a finding: a status, a comment, or both.

    The inspectorate's status is that of its latest update with a status. Nothing else changes it.
    Rows are never changed. An update recorded in error is corrected by a row that `corrects` it:
    the right update, or an `is_withdrawal` row if there was none. A corrected update no longer
    counts.
    """

    class Status(models.TextChoices):
        AWAITING_REVIEW = "awaiting_review", "awaiting review"
        BEING_PROGRESSED = "being_progressed", "being progressed"
        COMPLETE = "complete", "complete"
        SUPERSEDED = "superseded", "superseded"
        NO_FURTHER_ACTION = "no_further_action_needed", "no further action needed"

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="acts")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    acted_on = models.DateField()
    status = models.CharField(max_length=24, choices=Status, blank=True)
    text = models.TextField(blank=True)
    source = models.CharField(max_length=400)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    is_withdrawal = models.BooleanField(default=False)
    because = models.TextField(blank=True)

    class Meta:
        ordering = ("acted_on", "pk")
        constraints = (
            models.UniqueConstraint(
                "finding",
                "agency",
                "acted_on",
                "status",
                MD5("text"),
                condition=Q(corrects=None),
                name="act_once",
            ),
            models.CheckConstraint(
                condition=~Q(status="", text="") | Q(is_withdrawal=True), name="act_says_something"
            ),
            models.CheckConstraint(
                condition=Q(corrects=None, is_withdrawal=False)
                | Q(~Q(because=""), corrects__isnull=False),
                name="act_corrected_with_a_reason",
            ),
        )
        indexes = (
            models.Index(fields=("finding", "agency", "-acted_on", "-id"), name="act_latest"),
        )

    def __str__(self) -> str:
        return f"{self.agency.short_name}, {self.in_words}"

    @property
    def in_words(self) -> str:
        """The update and its day, like "complete on 11 June 2018"."""
        return f"{self.get_status_display() or 'comment'} on {day(self.acted_on)}"
