"""The 4P plan of an OCG: its versions, objectives and reviews.

Nothing is copied from one version to the next. An objective belongs to the version that set it and
to every later one. An action always keeps its reference and its unit.
"""

from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.register.models import Ocg, Protected
from broadhurst.foundation.agencies.models import Officer, Unit


class P(models.TextChoices):
    """The four strands of the response to serious and organised crime."""

    PURSUE = "pursue", "Pursue"
    PREVENT = "prevent", "Prevent"
    PROTECT = "protect", "Protect"
    PREPARE = "prepare", "Prepare"


class Plan(Protected):
    """A version of an OCG's plan.

    One version is live: a draft, agreed, or closed. The others are kept.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        AGREED = "agreed", "Agreed"
        CLOSED = "closed", "Closed"
        SUPERSEDED = "superseded", "Superseded"

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="plans")
    version = models.PositiveIntegerField()
    aim = models.TextField()
    owner_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    because = models.CharField(max_length=120, help_text="Why this version was begun.")
    drafted_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    first_review_on = models.DateField(null=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "4P plan"
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(
                fields=("ocg",),
                condition=Q(stage__in=("draft", "agreed", "closed")),
                name="one_live_plan",
            ),
            models.UniqueConstraint(fields=("ocg", "version"), name="plan_version_once"),
            models.CheckConstraint(
                condition=Q(stage="superseded") ^ Q(superseded_at__isnull=True),
                name="plan_superseded_at",
            ),
            models.CheckConstraint(
                condition=~Q(stage="agreed")
                | Q(agreed_at__isnull=False, first_review_on__isnull=False),
                name="plan_agreed_at",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("drafted_by")),
                name="drafter_does_not_agree_plan",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} version {self.version}"


class Objective(Protected):
    """A goal of the plan under one P, from the version that set it onwards."""

    ref = models.CharField(max_length=16, unique=True)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="objectives")
    p = models.CharField(max_length=8, choices=P)
    text = models.CharField(max_length=400)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("added_at", "pk")

    def __str__(self) -> str:
        return f"{self.get_p_display()}: {self.text}"


class Review(Protected):
    """A review of a plan's version: its findings and the date of the next review."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reviews")
    reviewed_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()
    findings = models.TextField()
    next_review_on = models.DateField()

    class Meta:
        ordering = ("-reviewed_at", "-pk")

    def __str__(self) -> str:
        return f"Review of {self.plan_id}"
