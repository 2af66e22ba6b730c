"""Rehomings: the records of an officer who leaves, on their way to successors."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from broadhurst.foundation.agencies.models import Officer, Posting, Unit


class Rehoming(models.Model):
    """One submission of successors. A worker gives the records one by one.

    Only the unit that sent it sees it.
    """

    class Stage(models.TextChoices):
        WAITING = "waiting", "Waiting to begin"
        RUNNING = "running", "Under way"
        DONE = "done", "Done"
        FAILED = "failed", "Stopped by a fault"

    ref = models.CharField(max_length=16, unique=True)
    officer = models.ForeignKey(
        Officer, models.PROTECT, related_name="+", help_text="The officer who leaves."
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    posting = models.ForeignKey(
        Posting,
        models.PROTECT,
        related_name="+",
        help_text="The posting that sent it. It runs as this posting.",
    )
    because = models.CharField(max_length=100)
    stage = models.CharField(max_length=7, choices=Stage, default=Stage.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-sent_at", "-pk")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(
                fields=("officer", "unit"),
                condition=Q(ended_at=None),
                name="one_rehoming_under_way",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=("waiting", "running"), ended_at=None)
                | Q(stage__in=("done", "failed"), ended_at__isnull=False),
                name="rehoming_ended_in_time",
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def is_live(self) -> bool:
        """Whether a worker has records of it to give."""
        return self.ended_at is None


class RehomingRow(models.Model):
    """One record and its successor. It names the record, and has nothing of its content."""

    class Kind(models.TextChoices):
        LEAD = "lead", "Lead"
        COVER = "cover", "Cover"
        ORDER = "order", "Court order"
        REFERRAL = "referral", "Referral"

    rehoming = models.ForeignKey(Rehoming, models.PROTECT, related_name="rows")
    kind = models.CharField(max_length=8, choices=Kind)
    record = models.BigIntegerField(help_text="The id of the lead, cover, order or referral.")
    key = models.CharField(max_length=40)
    what = models.CharField(max_length=200)
    ref = models.CharField(max_length=20)
    href = models.CharField(max_length=100)
    successor = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True)
    objections = ArrayField(
        models.TextField(), default=list, help_text="Why it stays with the officer."
    )

    class Meta:
        ordering = ("pk",)
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.UniqueConstraint(fields=("rehoming", "key"), name="rehoming_row_once"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=False) | Q(objections=[]),
                name="rehoming_row_refused_once_settled",
            ),
        )

    def __str__(self) -> str:
        return self.key

    @property
    def is_done(self) -> bool:
        """Whether the successor has it now."""
        return self.settled_at is not None and not self.objections
