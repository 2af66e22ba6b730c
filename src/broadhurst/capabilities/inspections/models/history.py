"""Corrections of reports and findings: what changed, when and why, and who did it."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.inspections.models.reports import Finding, Report
from broadhurst.foundation.agencies.models import Officer


class History(models.Model):
    """A correction of a report, or of one of its findings. Rows are never changed."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="history")
    finding = models.ForeignKey(Finding, models.PROTECT, null=True, related_name="history")
    because = models.CharField(max_length=200)
    changes = models.JSONField(help_text="A list of [field, was, now], in words.")
    corrected_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ("-corrected_at", "-pk")
        constraints = (models.CheckConstraint(condition=~Q(because=""), name="history_says_why"),)

    def __str__(self) -> str:
        return f"{self.finding or self.report} corrected: {self.because}"
