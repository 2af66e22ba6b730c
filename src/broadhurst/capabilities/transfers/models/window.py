"""Proposals to change the handover window of an open transfer."""

from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.register.models import Protected
from broadhurst.capabilities.transfers.models.transfer import Transfer
from broadhurst.foundation.agencies.models import Officer, Unit


class WindowChange(Protected):
    """A change of the handover window: one side proposes it, and the other agrees or refuses.

    It keeps the window that it would replace.
    """

    class Stage(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        AGREED = "agreed", "Agreed"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="window_changes")
    old_from = models.DateField()
    old_until = models.DateField()
    window_from = models.DateField()
    window_until = models.DateField()
    reason = models.TextField()
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", help_text="The giver or the receiver."
    )
    proposed_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.PROPOSED)
    answered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, help_text="Why it was refused or withdrawn.")

    class Meta:
        ordering = ("-proposed_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("transfer",), condition=Q(stage="proposed"), name="one_window_proposed"
            ),
            models.CheckConstraint(
                condition=Q(window_until__gte=F("window_from")), name="proposed_window_is_forward"
            ),
            models.CheckConstraint(
                condition=Q(stage="proposed", answered_at=None)
                | ~Q(stage="proposed") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="window_answered_by_someone",
            ),
        )

    def __str__(self) -> str:
        return f"Window from {self.window_from} to {self.window_until}"
