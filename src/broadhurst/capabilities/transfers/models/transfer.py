"""The transfer of an OCG from one organisation to another."""

from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.register.models import Ocg, Protected
from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.transfers.models.reasons import DeclineReason, WithdrawReason
from broadhurst.foundation.agencies.models import Officer, Unit


class Transfer(Protected):
    """A request to move an OCG to another organisation.

    Owner, SIO, plan and risk move together. While the transfer is open the giver owns the risk. The
    receiver prepares in the handover window.
    """

    class Kind(models.TextChoices):
        FULL = "full", "Transfer in full"
        RETURN = "return", "Return"

    class Stage(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="transfers")
    kind = models.CharField(max_length=8, choices=Kind)
    giver = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    bid = models.ForeignKey(
        Bid,
        models.PROTECT,
        null=True,
        related_name="transfers",
        help_text="The bid that was adopted.",
    )
    reason = models.TextField()
    opened_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    window_from = models.DateField(help_text="First day of the handover window.")
    window_until = models.DateField(help_text="Last day of the handover window.")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.OPEN)
    accepted_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    new_sio = models.ForeignKey(
        Officer,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="The receiver can name the officer before it accepts.",
    )
    new_lro = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    lro_reason = models.CharField(max_length=200, blank=True)
    rests_on = models.ForeignKey(
        Check, models.PROTECT, null=True, related_name="+", help_text="The fresh check."
    )
    closed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, help_text="When it was declined or withdrawn.")
    closed_code = models.CharField(
        max_length=20, blank=True, help_text="A DeclineReason or a WithdrawReason."
    )
    closed_because = models.TextField(blank=True)

    class Meta:
        ordering = ("-opened_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("ocg",), condition=Q(stage="open"), name="one_open_transfer"
            ),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="giver_is_not_receiver"),
            models.CheckConstraint(
                condition=Q(window_until__gte=F("window_from")), name="window_is_forward"
            ),
            models.CheckConstraint(
                condition=Q(
                    stage="accepted",
                    accepted_by__isnull=False,
                    accepted_at__isnull=False,
                    new_sio__isnull=False,
                    new_lro__isnull=False,
                    rests_on__isnull=False,
                )
                | ~Q(stage="accepted") & Q(accepted_by=None, accepted_at=None),
                name="accepted_by_a_named_officer",
            ),
            models.CheckConstraint(
                condition=~Q(accepted_by=F("opened_by")), name="nobody_accepts_their_own_offer"
            ),
            models.CheckConstraint(
                condition=~Q(new_sio=F("new_lro")), name="new_sio_is_not_new_lro"
            ),
            models.CheckConstraint(
                condition=Q(stage__in=("declined", "withdrawn"), closed_at__isnull=False)
                & ~Q(closed_because="")
                & ~Q(closed_code="")
                | Q(stage__in=("open", "accepted"), closed_at=None),
                name="closed_with_a_reason",
            ),
        )
        indexes = (
            models.Index(fields=("giver",), condition=Q(stage="open"), name="open_from_giver"),
            models.Index(fields=("receiver",), condition=Q(stage="open"), name="open_to_receiver"),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def closed_code_name(self) -> str:
        """Return the coded reason for declining or withdrawing, in words."""
        reasons = DeclineReason if self.stage == self.Stage.DECLINED else WithdrawReason
        return str(dict(reasons.choices).get(self.closed_code, ""))
