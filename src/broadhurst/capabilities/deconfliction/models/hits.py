"""Hits, what each side sees of one, and why the two match, for the desk."""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db import models

from broadhurst.capabilities.deconfliction.models.events import Event
from broadhurst.capabilities.deconfliction.models.targets import Entry, Kind
from broadhurst.capabilities.deconfliction.rules import (
    ALIKE,
    GONE,
    NOT_NECESSARILY,
    SAME,
    TELLS,
    said_of_theirs,
)
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst_linkage.scoring.likelihood import as_match, likelihood


class Hit(models.Model):
    """That two units work on the same target. It stays though either entry expires.

    A probable hit in review, and one on a silent entry, is before the desks alone: its sides are
    not told (`HitSide.is_told`) until a desk confirms it, and then both are at one instant.
    """

    class State(models.TextChoices):
        RAISED = "raised", "both sides told"
        REVIEW = "review", "a desk reviews it"
        REFERRED = "referred", "with the desks alone: a silent entry"
        DISMISSED = "dismissed", "dismissed by a desk"

    class Strength(models.TextChoices):
        EXACT = "exact", "exact"
        PROBABLE = "probable", "similar details"

    ref = models.CharField(max_length=16)  # unique below, as that of an entry is
    kind = models.CharField(max_length=10, choices=Kind)
    kinds = ArrayField(
        models.CharField(max_length=10, choices=Kind),
        default=list,
        help_text="All that the two share, strongest first; `kind` is the first.",
    )
    strength = models.CharField(max_length=10, choices=Strength)
    state = models.CharField(max_length=10, choices=State, default=State.RAISED)
    raised_at = models.DateTimeField()
    probability = models.FloatField(
        null=True,
        help_text="That the two are one person, as desks are told it. None: not weighed.",
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ref",), name="hit_by_ref"),)

    def __str__(self) -> str:
        return self.ref

    @property
    def shared(self) -> str:
        """What the two share."""
        if self.strength != self.Strength.PROBABLE:
            return SAME[self.kind]
        return self.alike if self.kind == Kind.PERSON else ALIKE.get(self.kind, SAME[self.kind])

    @property
    def alike(self) -> str:
        """A person who may be the same, by the one scale of words."""
        told = self.probability
        return ALIKE[Kind.PERSON] if told is None else f"a person who is {as_match(told)}"

    @property
    def likelihood(self) -> str:
        """The word of the scale alone; empty if nothing was weighed."""
        return "" if self.probability is None else likelihood(self.probability).word

    @property
    def why_unweighed(self) -> str:
        """Why it is a match if no people were compared."""
        if self.strength != self.Strength.EXACT:
            return f"The two units entered {self.shared}. No people were compared."
        kinds = self.kinds or [self.kind]
        tells = " ".join(TELLS[kind] for kind in kinds if kind in TELLS)
        return f"Both units entered {' and '.join(SAME[kind] for kind in kinds)}. {tells}".rstrip()

    @property
    def is_of_one_alike(self) -> bool:
        """Whether somebody is most likely the same besides: a person behind what is equal.

        One of the same name and date of birth stands first, as that tells the most.
        """
        return self.strength == self.Strength.EXACT and Kind.PERSON in self.kinds[1:]

    @property
    def to_a_desk(self) -> str:
        """Where it stands, to the desk that reads it: until one decides, it waits for either."""
        waits = {self.State.REVIEW: "waits for you", self.State.REFERRED: "waits for you: silent"}
        return waits.get(self.State(self.state), self.get_state_display())

    @property
    def kinds_in_words(self) -> list[str]:
        """All that the two share, strongest first."""
        equal = [SAME[kind] for kind in self.kinds or [self.kind]]
        return [*equal[:-1], self.alike] if self.is_of_one_alike else equal

    @property
    def words(self) -> str:
        """The kind of match, with what it says of people and what not."""
        if self.is_of_one_alike:
            return f"{self.shared}, and {self.alike}"
        is_said = self.kind == Kind.EVENT or self.strength == self.Strength.PROBABLE
        return self.shared if is_said else f"{self.shared}: {NOT_NECESSARILY}"


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
        """The hit's reference, which both sides quote on the telephone."""
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


class Reasons(models.Model):
    """Why the two match: the engine's waterfall as it was, for the desks of both sides alone.

    It holds levels and weights, never the values compared: "date of birth: one digit differs".
    Weights are kept as they were, so that they can be worked out again; from how rare a name is
    exactly it could be read, so nobody is shown that: everyone reads `queries.told_of`.
    """

    hit = models.OneToOneField(Hit, models.PROTECT, related_name="reasons")
    waterfall = models.JSONField()
    model = models.CharField(max_length=64, help_text="Name and version of the model.")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "reasons"

    def __str__(self) -> str:
        return f"reasons of {self.hit}"
