"""Bids, and the questions that a board's gateway officer asks about them."""

from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.deconfliction.models import Check
from broadhurst.capabilities.register.models import Assessment, Ocg, Protected
from broadhurst.capabilities.tasking.models.boards import Board, Capability, Meeting
from broadhurst.foundation.agencies.models import Officer, Unit


class Bid(Protected):
    """A request made to a board. It ends in a decision or is withdrawn (rule 15)."""

    class Ask(models.TextChoices):
        CAPABILITY = "capability", "A capability"
        SUPPORT = "support", "Support"
        ADOPTION = "adoption", "Adoption in full"

    class Stage(models.TextChoices):
        SUBMITTED = "submitted", "Submitted"
        RETURNED = "returned", "Returned for information"
        TRIAGED = "triaged", "Triaged"
        DECIDED = "decided", "Supported"
        DECLINED = "declined", "Declined"
        ADOPTED = "adopted", "Adopted in full"
        ALLOCATED = "allocated", "Allocated"
        IN_PLACE = "in_place", "In place"
        DELIVERED = "delivered", "Delivered"
        EVALUATED = "evaluated", "Evaluated"
        LAPSED = "lapsed", "Lapsed"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="bids")
    ask = models.CharField(max_length=12, choices=Ask)
    capability = models.ForeignKey(
        Capability,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="The capability asked for.",
    )
    board = models.ForeignKey(Board, models.PROTECT, related_name="bids")
    objective = models.TextField()
    why_not_own = models.TextField(help_text="Why the bidder's own capability is not enough.")
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="+")
    receipt = models.ForeignKey(Check, models.PROTECT, related_name="+")
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True, help_text="The last day for which it is asked.")
    safeguarding = models.TextField()
    is_urgent = models.BooleanField(default=False)
    urgent_reason = models.TextField(blank=True)
    assessment_due_on = models.DateField(null=True)
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    bidder = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.SUBMITTED)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="agenda")
    given = models.ForeignKey(
        Capability,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="The capability that the board gave.",
    )
    priority = models.PositiveSmallIntegerField(
        null=True, help_text="The place among the bids that wait for the board. 1 is the first."
    )
    priority_because = models.CharField(max_length=400, blank=True)
    evaluation = models.TextField(blank=True)
    reassess = models.BooleanField(default=False, help_text="The threat needs a new assessment.")
    evaluated_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-submitted_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(ask="capability") | Q(capability__isnull=False),
                name="bid_names_its_capability",
            ),
            models.CheckConstraint(
                condition=Q(assessment__isnull=False)
                | Q(is_urgent=True, assessment_due_on__isnull=False) & ~Q(urgent_reason=""),
                name="bid_rests_on_an_assessment",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="bid_period_is_forward",
            ),
            models.CheckConstraint(
                condition=~Q(stage="withdrawn")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
                name="bid_withdrawn_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=("ocg", "ask", "capability"),
                condition=Q(stage__in=("submitted", "returned", "triaged")),
                nulls_distinct=False,
                name="bid_waits_once",
            ),
        )
        indexes = (models.Index(fields=("board", "stage"), name="bid_by_board"),)

    def __str__(self) -> str:
        return self.ref

    @property
    def caption(self) -> str:
        """The title, for forms."""
        return self.title

    @property
    def title(self) -> str:
        """The capability or support asked for, the unit that asks, and the reference."""
        asked_for = self.capability.name if self.capability else self.get_ask_display()
        return f"{asked_for}, {self.bidder.name} ({self.ref})"


class Question(Protected):
    """A question that a bid must answer before the board hears it, and the answer.

    A decision on the bid closes an open question: `answered_at` is set, and `answer` stays empty.
    """

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="questions")
    question = models.TextField()
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("bid",), condition=Q(answered_at=None), name="one_open_question"
            ),
        )

    def __str__(self) -> str:
        return f"question on {self.bid_id}"


class Interest(Protected):
    """A conflict of interest in a bid. The officer who has it does not decide the bid (rule 17)."""

    bid = models.ForeignKey(Bid, models.PROTECT, related_name="interests")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    interest = models.CharField(max_length=400)
    declared_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("declared_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("bid", "officer"), condition=Q(withdrawn_at=None), name="interest_once"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""),
                name="interest_withdrawn_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"interest in {self.bid_id}"
