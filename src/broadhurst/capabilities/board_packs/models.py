"""The choice of figures and records for a board pack. The pack itself is not stored."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from broadhurst.foundation.agencies.models import Officer


class BoardPack(models.Model):
    """The figures and records that an officer chose for a board, under a name.

    Row-level security shows it only to the officer who made it. It holds no figure and no word of a
    record: those are read through the wall each time that the pack is made.
    """

    class Period(models.TextChoices):
        MONTH = "month", "The last whole month"
        QUARTER = "quarter", "The last 3 whole months"
        YEAR = "year", "The last 12 whole months"

    ref = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=80)
    scope = models.CharField(max_length=60, help_text="Whose records the figures count: its key.")
    period = models.CharField(max_length=8, choices=Period)
    figures = ArrayField(models.CharField(max_length=60), help_text="Names of the catalogue.")
    records = ArrayField(models.CharField(max_length=16), help_text="References.")
    is_monthly = models.BooleanField(help_text="Notify the maker each month that it is ready.")
    ready_on = models.DateField(help_text="When its maker was last notified, or made it.")
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)
    removed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "board pack"
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("made_by", "name"),
                condition=Q(removed_at=None),
                name="board_pack_named_once",
            ),
            models.CheckConstraint(
                condition=~Q(figures=[]) | ~Q(records=[]), name="board_pack_has_content"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None, removed_because="")
                | Q(~Q(removed_because=""), removed_at__isnull=False),
                name="board_pack_removed_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return self.name
