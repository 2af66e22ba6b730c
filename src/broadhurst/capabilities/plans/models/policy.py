"""The list of desired outcomes and the library of tactics, in dated versions."""

from django.db import models

from broadhurst.capabilities.plans.models.plan import P
from broadhurst.foundation.agencies.models import Officer


class PolicyVersion(models.Model):
    """A version of a policy, which replaces the one before it from a day on. It is never changed.

    `follows` is that one. It is followed once, so two administrators cannot replace it at once.
    """

    version = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    from_on = models.DateField()
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="next")
    because = models.CharField(max_length=400, blank=True, help_text="Why it was changed.")
    retired = models.JSONField(default=list, help_text="Titles that it no longer has.")
    set_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class OutcomeList(PolicyVersion):
    """A version of the list of outcomes that a plan can choose from. It is never changed.

    An outcome keeps its words, so a later list changes no plan.
    """

    outcomes = models.JSONField(help_text="List of {key, p, label}.")
    is_example = models.BooleanField(default=False)
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "list of desired outcomes"
        ordering = ("-from_on", "-pk")

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Each key with its P and label: "Pursue: The OCG no longer supplies drugs"."""
        return [(row["key"], f"{P(row['p']).label}: {row['label']}") for row in self.outcomes]

    def label_of(self, key: str) -> str:
        """Return the words of an outcome."""
        labels: dict[str, str] = {row["key"]: row["label"] for row in self.outcomes}
        return labels[key]


class TacticLibrary(PolicyVersion):
    """A version of the tactics and plan templates that are offered. It is never changed.

    Each tactic names the publication that it is taken from. An action keeps its own words, so a
    later library changes no plan.
    """

    tactics = models.JSONField(
        help_text="List of {key, p, threats, title, text, publication, publisher, published, url}."
    )
    templates = models.JSONField(
        help_text="List of {key, threats, name, outcomes, objectives: [{p, text, tactics}]}."
    )
    source = models.CharField(max_length=300)

    class Meta:
        verbose_name = "tactic library"
        verbose_name_plural = "tactic libraries"
        ordering = ("-from_on", "-pk")
