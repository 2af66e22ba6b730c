"""Dated policy of the register: scoring schemes, and how often things are reviewed."""

from django.db import models
from django.db.models import F, Q

from broadhurst.foundation.agencies.models import Officer


class DatedPolicy(models.Model):
    """A policy from a day on. One officer drafts it, and another approves it.

    An approved one never changes, so that a past day can always be explained.
    """

    class Stage(models.TextChoices):
        DRAFTED = "drafted", "Draft"
        APPROVED = "approved", "Approved"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.CharField(max_length=16, unique=True)
    from_on = models.DateField()
    because = models.TextField(blank=True)
    stage = models.CharField(max_length=9, choices=Stage, default=Stage.DRAFTED)
    drafted_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        abstract = True
        constraints = (
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("drafted_by")),
                name="%(class)s_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(stage="approved") | Q(approved_by__isnull=False) | Q(drafted_by=None),
                name="%(class)s_approved_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(stage="withdrawn") ^ Q(withdrawn_because=""),
                name="%(class)s_withdrawn_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=("from_on",), condition=Q(stage="approved"), name="%(class)s_from_one_day"
            ),
        )


class Scheme(DatedPolicy):
    """A version of a scoring scheme."""

    version = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    criteria = models.JSONField(help_text="List of {key, label, hint, weight, scale: {n: words}}.")
    bands = models.JSONField(help_text="List of {band, tier, from}: the least score of each.")
    source = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Cadence(DatedPolicy):
    """How often OCGs of a tier are assessed and their plans reviewed, in days.

    `decide_within` and `assess_within` are working days from a report and from the start of an
    assessment. An OCG without a tier is treated as of tier 1.
    """

    assess_tier_1 = models.PositiveSmallIntegerField()
    assess_tier_2 = models.PositiveSmallIntegerField()
    assess_tier_3 = models.PositiveSmallIntegerField()
    plan_tier_1 = models.PositiveSmallIntegerField()
    plan_tier_2 = models.PositiveSmallIntegerField()
    plan_tier_3 = models.PositiveSmallIntegerField()
    decide_within = models.PositiveSmallIntegerField()
    assess_within = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"Review policy from {self.from_on:%-d %B %Y}"

    def assess_days(self, tier: int | None) -> int:
        """Return the days from an accepted assessment to its review."""
        return int(getattr(self, f"assess_tier_{tier or 1}"))

    def plan_days(self, tier: int | None) -> int:
        """Return the most days between reviews of a plan."""
        return int(getattr(self, f"plan_tier_{tier or 1}"))
