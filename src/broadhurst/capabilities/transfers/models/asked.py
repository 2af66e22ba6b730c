"""A request for an OCG that another organisation owns: the start of a transfer by its receiver."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models import Ocg, Protected
from broadhurst.capabilities.transfers.models.reasons import RequestDeclineReason
from broadhurst.capabilities.transfers.models.transfer import Transfer
from broadhurst.foundation.agencies.models import Officer, Unit


class TransferRequest(Protected):
    """A unit asks the owner of an OCG to transfer it.

    The asking unit sees the OCG, or it names a hit. A request about a hit goes to the unit on the
    other side and has no OCG: the owner chooses one if it agrees, and nothing says before that
    whether it has one. Each request has a dossier of its own.
    """

    class Stage(models.TextChoices):
        ASKED = "asked", "Asked"
        AGREED = "agreed", "Agreed"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, null=True, related_name="transfer_requests")
    hit_ref = models.CharField(max_length=16, blank=True)
    about = models.CharField(max_length=100, help_text="The OCG by name, or the hit.")
    requester = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reason = models.TextField()
    new_facts = models.TextField(
        blank=True, help_text="What has changed since the owner declined an earlier request."
    )
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer_due_on = models.DateField(help_text="The last day for the owner's answer.")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.ASKED)
    answered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, help_text="When it was answered or withdrawn.")
    decline_reason = models.CharField(max_length=20, choices=RequestDeclineReason, blank=True)
    answer = models.TextField(blank=True, help_text="The reason, in words.")
    transfer = models.OneToOneField(
        Transfer, models.PROTECT, null=True, related_name="request", help_text="The one it opened."
    )

    class Meta:
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("requester", "ocg"), condition=Q(stage="asked"), name="asked_for_once"
            ),
            models.UniqueConstraint(
                fields=("requester", "hit_ref"),
                condition=Q(stage="asked") & ~Q(hit_ref=""),
                name="asked_about_a_hit_once",
            ),
            models.CheckConstraint(
                condition=Q(ocg__isnull=False) | ~Q(hit_ref=""), name="asked_for_an_ocg_or_hit"
            ),
            models.CheckConstraint(
                condition=Q(stage="asked", answered_at=None, answered_by=None)
                | ~Q(stage="asked") & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="request_answered_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(stage="agreed", transfer__isnull=False)
                | ~Q(stage="agreed") & Q(transfer=None),
                name="agreed_request_has_a_transfer",
            ),
            models.CheckConstraint(
                condition=Q(stage="declined") & ~Q(decline_reason="") & ~Q(answer="")
                | ~Q(stage="declined") & Q(decline_reason=""),
                name="request_declined_with_a_reason",
            ),
        )
        indexes = (
            models.Index(
                fields=("owner", "answer_due_on"),
                condition=Q(stage="asked"),
                name="asked_of_owner",
            ),
        )

    def __str__(self) -> str:
        return self.ref
