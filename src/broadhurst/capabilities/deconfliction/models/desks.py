"""The rota of a unit, and a desk's decisions on hits in review."""

from collections.abc import Sequence

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from broadhurst.capabilities.deconfliction.models.hits import Hit
from broadhurst.capabilities.register.models.ocg import TsTzRange
from broadhurst.foundation.agencies.models import Officer, Unit


class Duty(models.Model):
    """The duty contact of a unit in a span of hours, and their superior. Duties never overlap.

    Every signed-in officer may read it, as they may read a unit's duty contact.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duties")
    contact = models.CharField(
        max_length=120, help_text="A role and 24-hour phone number, never a person's own."
    )
    superior = models.ForeignKey(
        Officer,
        models.PROTECT,
        related_name="+",
        help_text="Notified of hits that nobody acknowledges.",
    )
    superior_contact = models.CharField(
        max_length=120, help_text="The superior's role and phone number."
    )
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    set_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    gave_way: Sequence[str] = ()  # in words, the changes to overlapping duties when this was set

    class Meta:
        verbose_name_plural = "duties"
        ordering = ("from_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(until_at__gt=models.F("from_at")), name="duty_has_length"
            ),
            ExclusionConstraint(
                name="one_duty_at_a_time",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    (TsTzRange("from_at", "until_at"), RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return self.contact


class Review(models.Model):
    """A desk's decision, with its reason, on a hit that only desks saw.

    It never changes, and only desks read it.
    """

    class Decision(models.TextChoices):
        CONFIRM = "confirm", "Confirm: tell both sides"
        DISMISS = "dismiss", "Dismiss: not the same target"

    hit = models.OneToOneField(Hit, models.PROTECT, related_name="review")
    decision = models.CharField(max_length=8, choices=Decision)
    reason = models.TextField()
    reviewed_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()
    also: Sequence[str] = ()  # the other hits that the same decision covered

    def __str__(self) -> str:
        return f"review of {self.hit}"
