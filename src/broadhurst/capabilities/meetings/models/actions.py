"""Actions that a meeting gave somebody."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models import Protected
from broadhurst.capabilities.tasking.models import Meeting
from broadhurst.foundation.agencies.models import Officer


class MeetingAction(Protected):
    """A task that a board gave somebody, with a date. The board and its owner see it."""

    class Stage(models.TextChoices):
        OPEN = "open", "Open"
        COMPLETED = "completed", "Completed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.CharField(max_length=16, unique=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="actions")
    item_ref = models.CharField(max_length=16, blank=True, help_text="The item it came from.")
    title = models.CharField(max_length=300)
    owner = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    due_on = models.DateField()
    given_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.OPEN)
    outcome = models.TextField(blank=True, help_text="Say what was done, or why it was withdrawn.")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "meeting action"
        ordering = ("due_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(stage="open", closed_at=None)
                | Q(closed_at__isnull=False) & ~Q(stage="open") & ~Q(outcome=""),
                name="meeting_action_closed_with_its_outcome",
            ),
        )
        indexes = (models.Index(fields=("owner", "stage"), name="meeting_action_of_owner"),)

    def __str__(self) -> str:
        return self.title
