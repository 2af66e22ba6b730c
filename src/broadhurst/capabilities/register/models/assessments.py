"""Assessments and their moderation."""

from typing import Any

from django.db import models

from broadhurst.capabilities.register.models.ocg import Ocg, Protected
from broadhurst.capabilities.register.models.policy import Scheme
from broadhurst.foundation.agencies.models import Officer


class Assessment(Protected):
    """An assessment of an OCG. Never overwritten. Unknown is not zero."""

    class Confidence(models.TextChoices):
        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="assessments")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+")
    scores = models.JSONField(help_text="Criterion to score, or null where it is not known.")
    confidence = models.JSONField(
        default=dict, help_text="Criterion to low, medium or high, where the scorer said."
    )
    rationale = models.TextField()
    score = models.IntegerField(help_text="Weighted sum of what is known, of 100 per cent known.")
    unknowns = models.IntegerField(help_text="How many criteria are not known.")
    scored_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    scored_at = models.DateTimeField()

    class Meta:
        ordering = ("-scored_at", "-pk")

    def __str__(self) -> str:
        return f"{self.ref} of {self.ocg.ref}"

    def in_words(self) -> list[tuple[str, str]]:
        """Return each criterion with its score and confidence in words, or "Not known"."""
        return [(c["label"], self._words_of(c)) for c in self.scheme.criteria]

    def _words_of(self, criterion: dict[str, Any]) -> str:
        score = self.scores.get(criterion["key"])
        if score is None:
            return "Not known"
        confidence = self.confidence.get(criterion["key"])
        sure = f" ({confidence} confidence)" if confidence else ""
        return f"{score}: {criterion['scale'][str(score)]}{sure}"


class Moderation(Protected):
    """A second officer's decision on an assessment.

    Only a moderated band and tier are used.
    """

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        RETURNED = "returned", "Returned to the scorer"

    assessment = models.OneToOneField(Assessment, models.PROTECT, related_name="moderation")
    outcome = models.CharField(max_length=10, choices=Outcome)
    band = models.CharField(max_length=8, blank=True)
    tier = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True)
    moderated_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    moderated_at = models.DateTimeField()
    review_due_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.assessment.ref}"
