"""Successions: an organisation takes over units of others from a day."""

from django.db import models
from django.db.models import Q

from broadhurst.foundation.agencies.models import Agency, Officer, Unit


class Succession(models.Model):
    """A merger, a new organisation in place of an old one, or a part that is split off.

    The units keep their identity, so everything that is theirs stays theirs: access, plans, tokens
    and bookings. Only the organisation that they belong to changes, in one act.
    """

    class Kind(models.TextChoices):
        WHOLE = "whole", "Whole organisations (a merger, or a new organisation)"
        PART = "part", "Some units of one organisation (a split)"

    class Stage(models.TextChoices):
        PLANNED = "planned", "Planned"
        DONE = "done", "Carried out"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=5, choices=Kind)
    predecessors = models.ManyToManyField(Agency, related_name="+")
    units = models.ManyToManyField(Unit, related_name="+", help_text="Of a split: what moves.")
    successor = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    effective_on = models.DateField(help_text="It is carried out on this day or later.")
    reason = models.TextField()
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.PLANNED)
    planned_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    rehearsed_at = models.DateTimeField(null=True)
    rehearsed = models.JSONField(default=dict, help_text="The counts of the last dry run, by name.")
    ended_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, help_text="When it was carried out or withdrawn.")
    ended_because = models.TextField(blank=True, help_text="Why it was withdrawn.")
    moved = models.JSONField(default=dict, help_text="What moved: counts by name.")

    class Meta:
        ordering = ("-planned_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(stage="planned", ended_at=None)
                | ~Q(stage="planned") & Q(ended_at__isnull=False, ended_by__isnull=False),
                name="succession_ended_by_someone",
            ),
        )

    def __str__(self) -> str:
        return self.ref


class UnitMove(models.Model):
    """A unit that moved from one organisation to another. Never changed."""

    succession = models.ForeignKey(Succession, models.PROTECT, related_name="unit_moves")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="moves")
    was = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    now = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        ordering = ("moved_at", "pk")

    def __str__(self) -> str:
        return f"{self.unit} from {self.was} to {self.now}"
