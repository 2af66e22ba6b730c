"""Courses that LROs have done."""

from django.db import models
from django.db.models import Q

from broadhurst.foundation.agencies.models import Agency, Officer


class Training(models.Model):
    """An LRO course that an officer has done. A correction withdraws the row and adds another."""

    ref = models.CharField(max_length=16, unique=True)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="lro_training")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    on = models.DateField(help_text="The last day of the course.")
    course = models.CharField(max_length=120)
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ("-on", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("officer", "on", "course"),
                condition=Q(withdrawn_at=None),
                name="training_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_because=""),
                name="training_withdrawn_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.course}, {self.officer}"

    @property
    def caption(self) -> str:
        """Return the officer and the course, for forms."""
        return f"{self.officer.name}: {self.course} {self.ref}"
