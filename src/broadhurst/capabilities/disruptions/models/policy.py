"""The wording of grades and the list of types, in dated versions."""

from django.db import models

from broadhurst.capabilities.plans.models import P


class Grade(models.TextChoices):
    """How much a disruption reduces what an OCG can do, the greatest first."""

    MAJOR = "major", "Major"
    MODERATE = "moderate", "Moderate"
    MINOR = "minor", "Minor"


class DisruptionPolicy(models.Model):
    """A version of the wording of grades and of the types. Never changed once a claim names it.

    The national definitions are not public, so the first version is an example.
    """

    version = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    grades = models.JSONField(help_text="List of {grade, words}.")
    kinds = models.JSONField(help_text="List of {key, p, label}. A key belongs to one P.")
    from_on = models.DateField()
    is_example = models.BooleanField(default=False)
    source = models.CharField(max_length=200)

    class Meta:
        verbose_name = "wording of grades"
        ordering = ("-from_on", "-pk")

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> dict[str, str]:
        """The wording of each grade."""
        return {row["grade"]: row["words"] for row in self.grades}

    @property
    def graded(self) -> list[tuple[str, str]]:
        """Each grade's label with its wording."""
        return [(Grade(row["grade"]).label, row["words"]) for row in self.grades]

    @property
    def by_p(self) -> list[tuple[str, list[str]]]:
        """Each P with the labels of its types."""
        return [(p.label, [row["label"] for row in self.kinds if row["p"] == p]) for p in P]

    def label_of(self, kind: str) -> str:
        """Return the label of a type."""
        labels: dict[str, str] = {row["key"]: row["label"] for row in self.kinds}
        return labels.get(kind, kind)

    def p_of(self, kind: str) -> str:
        """Return the P of a type."""
        by_kind: dict[str, str] = {row["key"]: row["p"] for row in self.kinds}
        return by_kind[kind]
