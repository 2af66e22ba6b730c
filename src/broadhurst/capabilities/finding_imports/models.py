"""Spreadsheets of findings that are imported into a report."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.imports.models import SentSheet
from broadhurst.capabilities.inspections.models import Report


class FindingImport(SentSheet):
    """A spreadsheet of findings for a report. Its unit sees it; the findings are for everyone."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, blank=True, help_text="For rows that have none.")
    groups = models.JSONField(default=list, help_text="For rows that name no organisation.")
    is_verbatim = models.BooleanField(default=True, help_text="For rows that do not say.")

    class Meta(SentSheet.Meta):
        verbose_name = "import of findings"
        constraints = (
            *SentSheet.Meta.constraints,
            models.UniqueConstraint(
                fields=("report", "unit"),
                condition=Q(imported_at=None, discarded_at=None),
                name="one_finding_import_under_way",
            ),
        )

    @property
    def caption(self) -> str:
        """Return the file and the report, for forms."""
        return f"{self.file_name} · {self.report.title}"
