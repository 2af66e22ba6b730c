"""The two sides of a hit: what each unit sees, and its answer."""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db import models

from broadhurst.capabilities.deconfliction.models.events import Event
from broadhurst.capabilities.deconfliction.models.hits import Hit
from broadhurst.capabilities.deconfliction.models.targets import Entry, Kind
from broadhurst.capabilities.deconfliction.rules.hits import (
    GONE,
    other_event_notice,
    own_entry_notice,
)
from broadhurst.foundation.agencies.models import Officer, Unit


class HitSide(models.Model):
    """One unit's side of a hit, and its answer. It holds nothing of the other unit's entry.

    The unit sees it once it is disclosed (`is_disclosed`). The duty desk of its organisation sees
    it too, and chases hits without an answer. So does the superior, after an escalation to them.
    """

    class Outcome(models.TextChoices):
        PROCEED_BOTH = "proceed_both", "Both proceed"
        JOINT = "joint", "Done jointly"
        ONE_DELAYS = "one_delays", "One side delays"
        ONE_CANCELS = "one_cancels", "One side cancels"
        TRANSFER = "transfer", "Transferred to one owner"
        NOT_A_CONFLICT = "not_a_conflict", "Not a conflict"

    class Verdict(models.TextChoices):
        """The officers' finding when they spoke. It trains the second stage of the matcher."""

        SAME = "same", "The same"
        NOT_SAME = "not_same", "Not the same"
        CANNOT_TELL = "cannot_tell", "Cannot tell"

    class Level(models.IntegerChoices):
        """The level that an unanswered hit has been escalated to."""

        UNIT = 0, "with the unit"
        DESK = 1, "with the duty desk"
        SUPERIOR = 2, "with the superior"

    # Every index slows each insert. The indexes below begin with the hit or the unit, and no query
    # searches by the other foreign keys that have none.
    hit = models.ForeignKey(Hit, models.PROTECT, related_name="sides", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, related_name="+")
    event = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="sides")
    shared = ArrayField(
        models.BigIntegerField(),
        default=list,
        help_text="Keys of the own entry that the other shares. Empty once it is gone.",
    )
    ocg_ref = models.CharField(max_length=16, blank=True)
    other_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    other_contact = models.CharField(
        max_length=120, help_text="The other side's duty contact at that time."
    )
    desk = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    superior = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    is_disclosed = models.BooleanField(default=True, help_text="Whether the unit itself sees it.")
    raised_at = models.DateTimeField()
    other_changed_at = models.DateTimeField(
        null=True, help_text="The time when the other side last moved its event."
    )
    other_cancelled_at = models.DateTimeField(
        null=True, help_text="The time when the other side's event was cancelled or over."
    )
    entry_corrected_at = models.DateTimeField(
        null=True, help_text="The time when the own entry was last corrected."
    )
    entry_removed_at = models.DateTimeField(
        null=True, help_text="The time when the own entry was withdrawn while the hit was open."
    )
    due_at = models.DateTimeField()
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.UNIT)
    escalated_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", db_index=False
    )
    contacted_at = models.DateTimeField(null=True, help_text="The time when the two sides spoke.")
    contacted_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", db_index=False
    )
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    verdict = models.CharField(max_length=12, choices=Verdict, blank=True)
    reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", db_index=False
    )

    also: Sequence[str] = ()  # the other hits that got the same answer with it

    class Meta:
        verbose_name = "hit"
        ordering = ("-raised_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("hit", "unit"), name="side_once"),)
        indexes = (
            models.Index(fields=("unit", "-raised_at"), name="side_by_unit"),
            models.Index(fields=("ocg_ref",), condition=~models.Q(ocg_ref=""), name="side_by_ocg"),
            models.Index(
                fields=("desk", "due_at"), condition=models.Q(closed_at=None), name="side_by_desk"
            ),
            models.Index(
                fields=("due_at",), condition=models.Q(acknowledged_at=None), name="side_by_due"
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def caption(self) -> str:
        """Return the own entry or the unit, the other side and the hit, for forms."""
        own_side = self.own_subject or self.unit.name
        return f"{own_side}, with {self.other_unit.agency.name}, {self.ref}"

    @property
    def ref(self) -> str:
        """Return the hit's reference, which both sides quote when they call."""
        return self.hit.ref

    @property
    def own_subject(self) -> str:
        """Return the unit's own event or entry; empty if it is gone or hidden from the reader."""
        return str(self.event or (self.entry and self.entry.title) or "")

    @property
    def of_their_event(self) -> str:
        """Return in words what changed in the other side's event; empty if nothing did."""
        return other_event_notice(self.other_cancelled_at, self.other_changed_at)

    @property
    def of_own_entry(self) -> str:
        """Return in words what changed in the unit's own entry; empty if nothing did."""
        return own_entry_notice(self.entry_removed_at, self.entry_corrected_at)

    @property
    def entry_gone_notice(self) -> str:
        """Return a note for the desk if the entry of an undisclosed hit is gone; else "".

        A desk's own entry becomes unreadable to it when it expires. Another unit's entry is never
        readable to the desk, so the desk learns of its end when it is deleted.
        """
        if self.is_disclosed or self.hit.kind == Kind.EVENT:
            return ""
        is_own_entry = self.unit_id == self.desk_id
        is_gone = self.entry_id is None or (is_own_entry and self.entry is None)
        return GONE if is_gone else ""

    @property
    def address(self) -> str:
        """Return the hit and the unit, because a desk may serve both sides."""
        return f"{self.hit.ref}@{self.unit.key}"
