"""An organisation's work on a finding: its next step, its milestones and the chasers sent.

Everyone who signs in can read them, as they read the organisation's own status.
"""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.inspections.models import Finding
from broadhurst.foundation.agencies.models import Agency, Officer


class NextStep(models.Model):
    """The priority and the next step of a finding for an organisation, from an instant on.

    Rows are never changed. The latest row counts.
    """

    class Priority(models.TextChoices):
        HIGH = "high", "High"
        MEDIUM = "medium", "Medium"
        LOW = "low", "Low"

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    priority = models.CharField(max_length=6, choices=Priority)
    text = models.TextField()
    set_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ("-set_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="next_step_says_something"),
        )
        indexes = (models.Index(fields=("finding", "agency", "-set_at"), name="next_step_latest"),)

    def __str__(self) -> str:
        return f"{self.finding} for {self.agency}: {self.text}"


class Milestone(models.Model):
    """A dated step of an organisation's work on a finding."""

    ref = models.CharField(max_length=16, unique=True)
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    text = models.CharField(max_length=200)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(condition=~Q(text=""), name="milestone_says_something"),
            models.CheckConstraint(
                condition=Q(done_on=None, done_by=None)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="milestone_done_by",
            ),
        )
        indexes = (models.Index(fields=("finding", "agency"), name="milestone_of"),)

    def __str__(self) -> str:
        return f"{self.ref} {self.text}"

    @property
    def caption(self) -> str:
        """Return the text and the finding, for forms."""
        return f"{self.text} {self.ref}, {self.finding}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.done_on is None and self.withdrawn_at is None


class MilestoneChange(models.Model):
    """A change of a milestone: what changed and why, and who did it. Rows are never changed."""

    class What(models.TextChoices):
        EDITED = "edited", "Corrected"
        COMPLETED = "completed", "Completed"
        REOPENED = "reopened", "Reopened"
        WITHDRAWN = "withdrawn", "Withdrawn"

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="changes")
    what = models.CharField(max_length=10, choices=What)
    because = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=list, help_text="A list of [field, was, now], in words.")
    changed_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-changed_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(what="completed") | ~Q(because=""), name="milestone_change_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"{self.milestone} {self.get_what_display()}"


class Chaser(models.Model):
    """A notification that a deadline or a milestone is near, or has passed. Sent once each."""

    class Moment(models.TextChoices):
        NEAR = "near", "near"
        PASSED = "passed", "passed"

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    milestone = models.ForeignKey(Milestone, models.PROTECT, null=True, related_name="+")
    moment = models.CharField(max_length=6, choices=Moment)
    due_on = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("finding", "agency", "milestone", "moment", "due_on"),
                nulls_distinct=False,
                name="chased_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.finding} for {self.agency}: {self.due_on} is {self.moment}"
