"""Desired outcomes, intelligence gaps and exit criteria of a plan, and its closing."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.plans.models.plan import Plan
from broadhurst.capabilities.plans.models.policy import OutcomeList
from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Officer


class Outcome(Protected):
    """A desired outcome of a plan, from the version that set it onwards.

    `kind` is its key on the list, or empty for own words.
    """

    ref = models.CharField(max_length=16, unique=True)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="outcomes")
    chosen_from = models.ForeignKey(OutcomeList, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=24, blank=True)
    text = models.CharField(max_length=400)
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    dropped_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    dropped_because = models.TextField(blank=True)

    class Meta:
        verbose_name = "desired outcome"
        ordering = ("added_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(dropped_at=None, dropped_by=None, dropped_because="")
                | Q(~Q(dropped_because=""), dropped_at__isnull=False, dropped_by__isnull=False),
                name="outcome_dropped_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.text}"


class Grading(Protected):
    """A grade given to a desired outcome, with its reason. The latest counts; none is changed."""

    class Grade(models.TextChoices):
        ACHIEVED = "achieved", "Achieved"
        PARTLY = "partly", "Partly achieved"
        NOT_ACHIEVED = "not_achieved", "Not achieved"

    outcome = models.ForeignKey(Outcome, models.PROTECT, related_name="gradings")
    grade = models.CharField(max_length=12, choices=Grade)
    because = models.TextField()
    graded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    graded_at = models.DateTimeField()

    class Meta:
        ordering = ("-graded_at", "-pk")

    def __str__(self) -> str:
        return f"{self.get_grade_display()}: {self.outcome_id}"


class Gap(Protected):
    """An intelligence gap of a plan. Events never repeat its words, which may name people."""

    class Result(models.TextChoices):
        ANSWERED = "answered", "Answered"
        NOT_NEEDED = "not_needed", "No longer needed"

    ref = models.CharField(max_length=16, unique=True)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="gaps")
    question = models.TextField()
    is_about_people = models.BooleanField(
        default=False, help_text="Its words are shown on the plan alone."
    )
    opened_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    result = models.CharField(max_length=12, choices=Result, blank=True)
    learnt = models.TextField(blank=True, help_text="The answer, or why it is no longer needed.")
    closed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "intelligence gap"
        ordering = ("opened_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, result="", learnt="")
                | Q(~Q(result=""), ~Q(learnt=""), closed_at__isnull=False, closed_by__isnull=False),
                name="gap_closed_with_words",
            ),
        )

    def __str__(self) -> str:
        return self.ref


class ExitCriterion(Protected):
    """A condition that must be met before a plan ends. `note` says why it has its state."""

    class State(models.TextChoices):
        OPEN = "open", "Not met"
        MET = "met", "Met"
        DROPPED = "dropped", "No longer needed"

    ref = models.CharField(max_length=16, unique=True)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="exit_criteria")
    text = models.CharField(max_length=400)
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    note = models.TextField(blank=True)
    marked_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    marked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "exit criterion"
        ordering = ("added_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="open") | Q(~Q(note=""), marked_at__isnull=False),
                name="criterion_marked_with_a_note",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.text}"


class Closing(Protected):
    """The end of a plan: who closed it and why; if it was reopened, who did and why."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="closings")
    summary = models.TextField()
    closed_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    reopened_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_because = models.TextField(blank=True)

    class Meta:
        ordering = ("-closed_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(reopened_at=None, reopened_by=None, reopened_because="")
                | Q(~Q(reopened_because=""), reopened_at__isnull=False, reopened_by__isnull=False),
                name="plan_reopened_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"Closing of {self.plan_id}"
