"""The actions of a plan, their background, and the progress reported on them."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.plans.models.plan import Objective, P
from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Officer, Unit


class Action(Protected):
    """A task under one P, for one unit, with a due date.

    Its dossier is a child of the OCG's dossier. The accountable unit can see only this row and its
    progress. No field may therefore name the OCG.
    """

    class Stage(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        ACCEPTED = "accepted", "Accepted"
        IN_PROGRESS = "in_progress", "In progress"
        BLOCKED = "blocked", "Blocked"
        RETURNED = "returned", "Returned"
        COMPLETE = "complete", "Complete"
        CANCELLED = "cancelled", "Cancelled"

    class Every(models.TextChoices):
        WEEK = "week", "Every week"
        FORTNIGHT = "fortnight", "Every 2 weeks"
        MONTH = "month", "Every month"
        QUARTER = "quarter", "Every 3 months"

    ref = models.CharField(max_length=16, unique=True)
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="actions")
    p = models.CharField(max_length=8, choices=P, help_text="The objective's (a key holds it).")
    title = models.CharField(max_length=120)
    brief = models.TextField(blank=True, help_text="The words written for another organisation.")
    shared_under = models.CharField(max_length=200, blank=True)
    accountable_unit = models.ForeignKey(Unit, models.PROTECT, related_name="actions")
    due_on = models.DateField()
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.PROPOSED)
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    asking_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True, help_text="The result, or why it was cancelled.")
    repeats = models.CharField(max_length=10, choices=Every, blank=True)
    repeats_until = models.DateField(null=True, help_text="No next one is due after this day.")
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="next", help_text="The one before it."
    )

    class Meta:
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(stage__in=("complete", "cancelled")) ^ Q(closed_at__isnull=True),
                name="action_closed_at",
            ),
            models.CheckConstraint(
                condition=Q(repeats="") ^ Q(repeats_until__isnull=False),
                name="action_repeats_until_a_day",
            ),
        )
        indexes = (
            models.Index(
                fields=("accountable_unit", "due_on"),
                condition=Q(closed_at=None),
                name="open_action_of_unit",
            ),
            models.Index(
                fields=("asking_unit",), condition=Q(closed_at=None), name="open_action_asked_by"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def caption(self) -> str:
        """Return the title and the reference, for forms."""
        return f"{self.title}, {self.ref}"


class Background(Protected):
    """The background of an action, for the plan's own organisation.

    If another organisation is accountable for the action, only readers of the OCG can see this.
    """

    action = models.OneToOneField(Action, models.PROTECT, related_name="background")
    text = models.TextField()

    def __str__(self) -> str:
        return f"Background of {self.action_id}"


class Progress(Protected):
    """A progress report of the accountable unit on an action. It is never changed."""

    action = models.ForeignKey(Action, models.PROTECT, related_name="progress")
    at = models.DateTimeField()
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    text = models.TextField()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"Progress on {self.action_id}"
