"""Hits, and the desk's explanation of why two entries match."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from broadhurst.capabilities.deconfliction.models.targets import Kind
from broadhurst.capabilities.deconfliction.rules.hits import ALIKE, NOT_NECESSARILY, SAME, TELLS
from broadhurst_linkage.scoring.likelihood import as_match, likelihood


class Hit(models.Model):
    """A record that two units work on the same target. It stays after either entry expires.

    Only desks see a probable hit in review or a hit on a silent entry. Its sides are not told
    (`HitSide.is_disclosed`) until a desk confirms it. Then both are told at the same instant.
    """

    class State(models.TextChoices):
        RAISED = "raised", "both sides told"
        REVIEW = "review", "a desk reviews it"
        REFERRED = "referred", "with the desks alone: a silent entry"
        DISMISSED = "dismissed", "dismissed by a desk"

    class Strength(models.TextChoices):
        EXACT = "exact", "exact"
        PROBABLE = "probable", "similar details"

    ref = models.CharField(max_length=16)  # unique by a constraint below, as in `Entry`
    kind = models.CharField(max_length=10, choices=Kind)
    kinds = ArrayField(
        models.CharField(max_length=10, choices=Kind),
        default=list,
        help_text="The kinds that both sides share, strongest first. `kind` is the first.",
    )
    strength = models.CharField(max_length=10, choices=Strength)
    state = models.CharField(max_length=10, choices=State, default=State.RAISED)
    raised_at = models.DateTimeField()
    probability = models.FloatField(
        null=True,
        help_text="Probability of one person, as desks see it. None if not weighed.",
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ref",), name="hit_by_ref"),)

    def __str__(self) -> str:
        return self.ref

    @property
    def shared(self) -> str:
        """Return in words what the two entries share."""
        if self.strength != self.Strength.PROBABLE:
            return SAME[self.kind]
        return self.alike if self.kind == Kind.PERSON else ALIKE.get(self.kind, SAME[self.kind])

    @property
    def alike(self) -> str:
        """Return in words how likely the two are the same person, by the site's one scale."""
        probability = self.probability
        if probability is None:
            return ALIKE[Kind.PERSON]
        return f"a person who is {as_match(probability)}"

    @property
    def likelihood(self) -> str:
        """Return the word of the scale alone; empty if no people were compared."""
        return "" if self.probability is None else likelihood(self.probability).word

    @property
    def why_unweighed(self) -> str:
        """Return why the two match if no people were compared."""
        if self.strength != self.Strength.EXACT:
            return f"The two units entered {self.shared}. No people were compared."
        kinds = self.kinds or [self.kind]
        tells = " ".join(TELLS[kind] for kind in kinds if kind in TELLS)
        return f"Both units entered {' and '.join(SAME[kind] for kind in kinds)}. {tells}".rstrip()

    @property
    def also_same_person(self) -> bool:
        """Return whether the person is also likely the same, besides an equal identifier.

        An equal name with date of birth is the strongest kind and comes first, so a person in a
        later place is a similar one.
        """
        return self.strength == self.Strength.EXACT and Kind.PERSON in self.kinds[1:]

    @property
    def desk_status(self) -> str:
        """Return the status for a desk. The desk of either side may decide first."""
        undecided = {
            self.State.REVIEW: "awaiting review",
            self.State.REFERRED: "awaiting review (silent entry)",
        }
        return undecided.get(self.State(self.state), self.get_state_display())

    @property
    def kinds_in_words(self) -> list[str]:
        """Return all that the two share in words, strongest first."""
        equal = [SAME[kind] for kind in self.kinds or [self.kind]]
        return [*equal[:-1], self.alike] if self.also_same_person else equal

    @property
    def words(self) -> str:
        """Return the kind of match, and whether it means that the people are the same."""
        if self.also_same_person:
            return f"{self.shared}, and {self.alike}"
        is_complete = self.kind == Kind.EVENT or self.strength == self.Strength.PROBABLE
        return self.shared if is_complete else f"{self.shared}: {NOT_NECESSARILY}"


class Reasons(models.Model):
    """The engine's waterfall of a hit. Only the desks of both sides may read it.

    It holds levels and weights, such as "date of birth: one digit differs", never the values
    compared. Exact weights are kept so that the score can be reproduced. The exact rarity of a name
    would reveal the name, so desks read `duty_desks.queries.waterfall`, with rarity in classes.
    """

    hit = models.OneToOneField(Hit, models.PROTECT, related_name="reasons")
    waterfall = models.JSONField()
    model = models.CharField(max_length=64, help_text="The name and version of the model.")
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "reasons"

    def __str__(self) -> str:
        return f"reasons of {self.hit}"
