"""Decisions that a person at risk needs no referral."""

from django.db import models

from broadhurst.capabilities.register.models import Ocg, Person, Protected
from broadhurst.foundation.agencies.models import Officer


class NotReferred(Protected):
    """An officer's decision not to refer a person, with the reason. Never changed.

    It applies until the person is found to be at risk in another way.
    """

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    was_child = models.BooleanField(help_text="As it was on the day.")
    was_exploited = models.BooleanField(help_text="As it was recorded then.")
    because = models.TextField()
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("recorded_at", "pk")

    def __str__(self) -> str:
        return f"No referral of {self.person.ref}"
