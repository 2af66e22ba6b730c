"""Statements of officers that two likely duplicates are different."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models.ocg import Ocg, Protected
from broadhurst.capabilities.register.models.people import Person
from broadhurst.foundation.agencies.models import Officer


class ToldApart(Protected):
    """An officer's statement that a new OCG, or a new person of an OCG, is not another.

    It is kept with the new record. The other OCG may be one that its readers cannot see, so it is
    read through the wall.
    """

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="told_apart")
    other = models.ForeignKey(Ocg, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="told_apart")
    other_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    why_alike = models.CharField(max_length=400)
    said_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    said_at = models.DateTimeField()

    class Meta:
        ordering = ("said_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(other__isnull=False, person=None, other_person=None)
                | Q(other=None, person__isnull=False, other_person__isnull=False),
                name="told_apart_two_of_a_kind",
            ),
        )

    def __str__(self) -> str:
        return f"told apart on {self.ocg.ref}"
