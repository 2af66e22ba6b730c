"""What each of the two units sees of a hit, and how it answers."""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db import models

from broadhurst.capabilities.deconfliction.models.events import Event
from broadhurst.capabilities.deconfliction.models.hits import Hit
from broadhurst.capabilities.deconfliction.models.targets import Entry, Kind
from broadhurst.capabilities.deconfliction.rules import GONE, said_of_entry, said_of_theirs
from broadhurst.foundation.agencies.models import Officer, Unit


class HitSide(models.Model):
    """What one unit sees of a hit, and its answer. It never holds anything of the other's entry.

    Its desk sees it too: the duty desk of its body, which chases what is not answered. So does the
    superior, once it has gone that far. The unit itself sees it as soon as it is told.
    """

    class Outcome(models.TextChoices):
        PROCEED_BOTH = "proceed_both", "Both proceed"
        JOINT = "joint", "Done jointly"
        ONE_DELAYS = "one_delays", "One side delays"
        ONE_CANCELS = "one_cancels", "One side cancels"
        TRANSFER = "transfer", "Transferred to one owner"
        NOT_A_CONFLICT = "not_a_conflict", "Not a conflict"

    class Verdict(models.TextChoices):
        """What the officers found when they spoke: the second stage of the matcher learns it."""

        SAME = "same", "The same"
        NOT_SAME = "not_same", "Not the same"
        CANNOT_TELL = "cannot_tell", "Cannot tell"

    class Level(models.IntegerChoices):
        """How far an unanswered hit has gone."""

        UNIT = 0, "with the unit"
        DESK = 1, "with the duty desk"
        SUPERIOR = 2, "with the superior"

    # Each index is written with every side: those of other keys begin with the hit and the unit,
    # and by what has none of its own no side is looked for.
    hit = models.ForeignKey(Hit, models.PROTECT, related_name="sides", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, related_name="+")
    event = models.ForeignKey(Event, models.SET_NULL, null=True, related_name="sides")
    shared = ArrayField(
        models.BigIntegerField(),
        default=list,
        help_text="Keys of the own entry that the other has too; none once it is gone.",
    )
    ocg_ref = models.CharField(max_length=16, blank=True)
    other_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    ring = models.CharField(max_length=120, help_text="The other side's duty contact, as it was.")
    desk = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    superior = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    is_told = models.BooleanField(default=True, help_text="Whether the unit itself sees it.")
    raised_at = models.DateTimeField()
    other_changed_at = models.DateTimeField(
        null=True, help_text="When the other side last gave its event another place or time."
    )
    other_cancelled_at = models.DateTimeField(
        null=True, help_text="From when the other side no longer plans its event."
    )
    entry_corrected_at = models.DateTimeField(
        null=True, help_text="When what the hit rests on was last corrected in the own entry."
    )
    entry_removed_at = models.DateTimeField(
        null=True, help_text="When the own entry was removed or withdrawn while the hit was open."
    )
    due_at = models.DateTimeField()
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.UNIT)
    escalated_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", db_index=False
    )
    contacted_at = models.DateTimeField(null=True, help_text="When the two sides spoke.")
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

    also: Sequence[str] = ()  # the other hits that were answered with it, in the same way

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
    def ref(self) -> str:
        """The hit's reference, which both sides quote when they call."""
        return self.hit.ref

    @property
    def of_own(self) -> str:
        """The own event or entry that it is on; empty once that is gone, and to whoever does not
        read it.
        """
        return str(self.event or (self.entry and self.entry.label) or "")

    @property
    def of_their_event(self) -> str:
        """What has become of the other side's event since; empty while it stands as it was met."""
        return said_of_theirs(self.other_cancelled_at, self.other_changed_at)

    @property
    def of_own_entry(self) -> str:
        """What has become of the own entry since; empty while it says what the hit rests on."""
        return said_of_entry(self.entry_removed_at, self.entry_corrected_at)

    @property
    def gone(self) -> str:
        """To a desk, of what nobody is told of yet: that the entry is no more; empty while it is.

        Its own entry a desk no longer reads once it has expired; of another unit's, which it never
        reads, it learns so when it is deleted.
        """
        if self.is_told or self.hit.kind == Kind.EVENT:
            return ""
        is_desks_own = self.unit_id == self.desk_id
        is_gone = self.entry_id is None or (is_desks_own and self.entry is None)
        return GONE if is_gone else ""

    @property
    def address(self) -> str:
        """The hit and the unit: which side, for a desk that serves both."""
        return f"{self.hit.ref}@{self.unit.key}"
