"""Texts of entries of the inspectorate's register, and what was recorded from them."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.inspections.models import Report
from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Agency, Officer, Unit


class Reading(Protected):
    """The text of entries as an officer sent it, until it is saved or discarded and after.

    `report`, `agency` and `source` are for the entries that do not say these themselves. A saved
    text is kept: it is the source of what was recorded. A discarded one is deleted.
    """

    ref = models.CharField(max_length=16, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    text = models.TextField()
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=400, blank=True)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    added = models.JSONField(default=dict, help_text="How many findings and updates were added.")
    discarded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "reading"
        ordering = ("-sent_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(saved_at=None) | Q(discarded_at=None), name="saved_or_discarded"
            ),
            models.CheckConstraint(
                condition=Q(saved_at=None, saved_by=None)
                | Q(saved_at__isnull=False, saved_by__isnull=False),
                name="saved_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(discarded_at=None) | Q(text=""), name="discarded_has_no_text"
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def caption(self) -> str:
        """Return what it is and the reference, for forms."""
        return f"{self.report.title if self.report else 'Text of the register'} {self.ref}"

    @property
    def is_under_way(self) -> bool:
        return self.saved_at is None and self.discarded_at is None

    @property
    def stage(self) -> str:
        """The status in words."""
        if self.is_under_way:
            return "Not saved"
        return "Saved" if self.saved_at else "Discarded"
