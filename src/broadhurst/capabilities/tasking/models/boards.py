"""Boards, meetings and capabilities.

Everyone can read them, because they name no OCG.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.register.models.ocg import TsTzRange
from broadhurst.foundation.agencies.models import Agency, Officer, Unit
from broadhurst.foundation.govuk import words


class Board(models.Model):
    """A regular tasking meeting at one level. Its members hold a posting in its unit."""

    class Level(models.TextChoices):
        GOVERNANCE = "soc_partnership_governance", "SOC Partnership Governance"
        LEVEL_1 = "level_1", "Level 1 tactical tasking"
        COVERT = "covert_commissioning", "Covert Commissioning Services"
        LEVEL_2 = "level_2", "Level 2 tasking"
        FORCE = "force", "Force tasking"
        REGIONAL = "regional", "Regional tasking"

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="board")
    level = models.CharField(max_length=28, choices=Level)
    cadence_days = models.PositiveSmallIntegerField(help_text="Days from a meeting to the next.")
    deputy = models.ForeignKey(
        Officer,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Chairs if the chair cannot.",
    )
    secretary = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", help_text="Plans and writes minutes."
    )
    terms = models.TextField(blank=True, help_text="The board's terms of reference.")

    class Meta:
        ordering = ("unit__name",)

    def __str__(self) -> str:
        return self.unit.name

    @property
    def ref(self) -> str:
        """The key of the board's unit, used in addresses and in the audit log."""
        return self.unit.key


class Attendee(models.Model):
    """An officer who attends a board's meetings regularly, also from a partner. Names no OCG."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="attendees")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("officer__name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("board", "officer"), condition=Q(removed_at=None), name="attends_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.officer_id} of {self.board_id}"


class BoardChange(models.Model):
    """A change of a board's details, with the reason. It names no OCG."""

    board = models.ForeignKey(Board, models.PROTECT, related_name="changes")
    text = models.TextField()
    because = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.text


class Meeting(models.Model):
    """One meeting of a board. Everyone can read meetings.

    Row-level security hides the bids on the agenda that the reader may not see.
    """

    class Stage(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"

    ref = models.CharField(max_length=16, unique=True)
    board = models.ForeignKey(Board, models.PROTECT, related_name="meetings")
    at = models.DateTimeField()
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.PLANNED)

    class Meta:
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=("board", "at"), name="meeting_once"),)

    def __str__(self) -> str:
        return words.moment(self.at)


class Capability(models.Model):
    """A specialist service that a bid can ask for. It works to the SIO's objectives."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    provider = models.ForeignKey(Unit, models.PROTECT, related_name="capabilities")
    needs_statutory_authority = models.BooleanField(default=False)
    capacity = models.PositiveSmallIntegerField(help_text="How many teams it has.")
    lead_time_days = models.PositiveSmallIntegerField(
        help_text="Working days from decision to in place that a bid may expect."
    )
    owns_risk = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "capabilities"
        ordering = ("name", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(owns_risk=False), name="capability_owns_no_risk"),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.provider.name}"

    @property
    def ref(self) -> str:
        """The code of the capability, used in the audit log."""
        return self.code


class Booking(models.Model):
    """The time for which one team of a capability is taken. A team is taken once at a time.

    It does not say who has the team, or why. Everyone can read bookings, so that every bidder sees
    how many teams are free. Under row-level security, each reader would count only the teams of
    bids that they can see. `away_because` is set if the team is not available at all.
    """

    capability = models.ForeignKey(Capability, models.PROTECT, related_name="bookings")
    team = models.PositiveSmallIntegerField(default=1, help_text="The number of the team, from 1.")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    away_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            ExclusionConstraint(
                name="team_taken_once",
                expressions=[
                    ("capability", RangeOperators.EQUAL),
                    ("team", RangeOperators.EQUAL),
                    (TsTzRange("from_at", "until_at"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(until_at__gte=F("from_at")), name="booking_is_forward"
            ),
        )
        indexes = (models.Index(fields=("capability", "until_at"), name="booking_by_end"),)

    def __str__(self) -> str:
        return f"Team {self.team} until {words.moment(self.until_at)}"


class Demand(models.Model):
    """The fact that an organisation made a bid to a board on a day. It names no OCG.

    Everyone can read these rows. Under row-level security, a bid that the reader cannot see would
    be counted as "never asked".
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    board = models.ForeignKey(Board, models.PROTECT, related_name="+")
    asked_on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=("asked_on", "agency"), name="demand_by_day"),)

    def __str__(self) -> str:
        return f"{self.agency_id} on {self.asked_on}"
