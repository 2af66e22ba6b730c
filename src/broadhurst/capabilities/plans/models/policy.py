"""The list of desired outcomes and the library of tactics, in dated versions."""

from django.db import models

from broadhurst.capabilities.plans.models.plan import P


class OutcomeList(models.Model):
    """A version of the list of outcomes that a plan can choose from. It is never changed.

    An outcome keeps its words, so a later list changes no plan.
    """

    version = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    outcomes = models.JSONField(help_text="List of {key, p, label}.")
    from_on = models.DateField()
    is_example = models.BooleanField(default=False)
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "list of desired outcomes"
        ordering = ("-from_on", "-pk")

    def __str__(self) -> str:
        return self.name

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Each key with its P and label: "Pursue: The OCG no longer supplies drugs"."""
        return [(row["key"], f"{P(row['p']).label}: {row['label']}") for row in self.outcomes]

    def label_of(self, key: str) -> str:
        """Return the words of an outcome."""
        labels: dict[str, str] = {row["key"]: row["label"] for row in self.outcomes}
        return labels[key]


class TacticLibrary(models.Model):
    """A version of the tactics and plan templates that are offered. It is never changed.

    Each tactic names the publication that it is taken from. An action keeps its own words, so a
    later library changes no plan.
    """

    version = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    tactics = models.JSONField(
        help_text="List of {key, p, threats, title, text, publication, publisher, published, url}."
    )
    templates = models.JSONField(
        help_text="List of {key, threats, name, outcomes, objectives: [{p, text, tactics}]}."
    )
    from_on = models.DateField()
    source = models.CharField(max_length=300)

    class Meta:
        verbose_name = "tactic library"
        verbose_name_plural = "tactic libraries"
        ordering = ("-from_on", "-pk")

    def __str__(self) -> str:
        return self.name
