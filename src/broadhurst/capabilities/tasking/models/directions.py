"""Directions of the Director General of the NCA to a chief officer."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Agency, Officer


class Direction(Protected):
    """A direction under section 5(5) of the Crime and Courts Act 2013.

    The database refuses a recipient that the section does not name, like a ROCU (rule 18).
    """

    class Stage(models.TextChoices):
        IN_FORCE = "in_force", "In force"
        PERFORMED = "performed", "Performed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.CharField(max_length=16, unique=True)
    recipient = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    given_on = models.DateField()
    task = models.TextField(help_text="The terms: the task that the direction specifies.")
    grounds = models.TextField(help_text="Why voluntary arrangements were not enough.")
    due_on = models.DateField(null=True)
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.IN_FORCE)
    outcome = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-given_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(stage="in_force", closed_at=None)
                | Q(closed_at__isnull=False) & ~Q(stage="in_force") & ~Q(outcome=""),
                name="direction_closed_with_its_outcome",
            ),
        )

    def __str__(self) -> str:
        return self.ref
