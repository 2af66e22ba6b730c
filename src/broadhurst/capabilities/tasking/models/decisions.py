"""A board's decisions on a bid, and the team allocated to it."""

from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.register.models import Protected
from broadhurst.capabilities.tasking.models.bids import Bid
from broadhurst.capabilities.tasking.models.boards import Board, Booking, Capability, Meeting
from broadhurst.foundation.agencies.models import Officer


class Decision(Protected):
    """A decision of a board's chair on a bid.

    It is signed and never changed; a later one can follow.
    """

    class Outcome(models.TextChoices):
        SUPPORTED = "supported", "Supported"
        SUPPORTED_IN_PART = "supported_in_part", "Supported in part"
        DEFERRED = "deferred", "Deferred"
        REFERRED_UP = "referred_up", "Referred up"
        REFERRED_DOWN = "referred_down", "Referred down"
        REFERRED_TO_PARTNER = "referred_to_partner", "Referred to a partner"
        DECLINED = "declined", "Declined"
        ADOPTED = "adopted_in_full", "Adopted in full"
        RATIFIED = "ratified", "Ratified"
        LAPSED = "lapsed", "Lapsed"

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="decisions")
    board = models.ForeignKey(Board, models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="decisions")
    outcome = models.CharField(max_length=20, choices=Outcome)
    reason = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    capability = models.ForeignKey(Capability, models.PROTECT, null=True, related_name="+")
    referred_to = models.ForeignKey(Board, models.PROTECT, null=True, related_name="+")
    deferred_until = models.DateField(null=True)
    is_interim = models.BooleanField(
        default=False, help_text="Made between meetings. It lapses unless the next one ratifies it."
    )
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        related_name="superseded_by",
        help_text="The decision on the bid before this one.",
    )
    decided_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    signed = models.CharField(
        max_length=64, help_text="Keyed digest of all the above, made when the chair decided."
    )

    class Meta:
        ordering = ("recorded_at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(made_at__lte=F("recorded_at")), name="decision_made_then_recorded"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=("supported", "supported_in_part", "ratified"))
                | ~Q(reason=""),
                name="decision_against_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__startswith="referred") | Q(referred_to__isnull=False),
                name="decision_refers_to_a_board",
            ),
            models.CheckConstraint(
                condition=Q(is_interim=False) | Q(outcome__in=("supported", "supported_in_part")),
                name="interim_decision_supports",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=("ratified", "lapsed")) | Q(supersedes__isnull=False),
                name="decision_ends_an_interim_one",
            ),
        )
        indexes = (models.Index(fields=("board", "-made_at"), name="decision_by_board"),)

    def __str__(self) -> str:
        return self.get_outcome_display()


class Allocation(Protected):
    """A team allocated to a bid. It moves no owner, SIO or plan (rule 4)."""

    class Onward(models.TextChoices):
        STAY = "stay", "It stays with its owner"
        REGIONAL = "regional", "A regional owner should take it over"
        NATIONAL = "national", "A national owner should take it over"

    bid = models.OneToOneField(Bid, models.PROTECT, related_name="allocation")
    booking = models.OneToOneField(Booking, models.PROTECT, related_name="+")
    allocated_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    allocated_at = models.DateTimeField()
    in_place_at = models.DateTimeField(null=True)
    terms = models.TextField(blank=True, help_text="What the team delivers, and by when.")
    terms_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    terms_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True, help_text="When the SIO agreed the terms.")
    product = models.TextField(blank=True)
    onward = models.CharField(
        max_length=8, choices=Onward, blank=True, help_text="Who should own the threat next."
    )
    onward_because = models.CharField(max_length=400, blank=True)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(agreed_at=None) | ~Q(terms=""), name="terms_are_agreed_once_written"
            ),
        )

    def __str__(self) -> str:
        return f"allocation to {self.bid_id}"
