"""Hits, and why the two entries match, for the desk."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from broadhurst.capabilities.deconfliction.models.targets import Kind
from broadhurst.capabilities.deconfliction.rules import ALIKE, NOT_NECESSARILY, SAME, TELLS
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
