"""The record that a lead has seen an action or event that is coming up."""

from django.db import models

from broadhurst.capabilities.register.models import Ocg, Protected
from broadhurst.foundation.agencies.models import Officer


class Seen(Protected):
    """A lead has seen that an action or event is coming up on a day. It is never changed.

    `subject` is its reference. If its day moves, the lead has not seen the new one yet.
    """

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=16)
    happens_on = models.DateField()
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ("seen_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("ocg", "subject", "happens_on", "officer"), name="seen_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.officer} saw {self.subject}"
