"""Spreadsheets that are imported: what any of them has, and those of an OCG."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models import Ocg, Protected
from broadhurst.foundation.agencies.models import Officer, Unit


class SentSheet(Protected):
    """A spreadsheet that was sent to be imported, and what was added from it.

    Its cells and problems are kept until it is imported or discarded. Its headings and columns
    stay, so that the next spreadsheet with these headings starts with the same columns.
    """

    ref = models.CharField(max_length=16, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    file_name = models.CharField(max_length=100)
    notes = models.JSONField(default=list, help_text="Sentences on what was not read.")
    headings = models.JSONField()
    columns = models.JSONField(help_text="A field for each heading, or an empty text.")
    cells = models.JSONField(help_text="List of [row number, cells].")
    row_count = models.PositiveIntegerField()
    mapped_at = models.DateTimeField(null=True)
    problems = models.JSONField(default=list, help_text="List of [row, column, text].")
    imported_at = models.DateTimeField(null=True)
    imported_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    added = models.JSONField(default=list, help_text="The records added from each row.")
    discarded_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    kept = models.JSONField(default=list, help_text="Rows that were not undone, and why.")

    class Meta:
        abstract = True
        ordering = ("-sent_at", "-pk")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(imported_at=None) | Q(discarded_at=None, mapped_at__isnull=False),
                name="%(class)s_imported_once_mapped",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(imported_at__isnull=False),
                name="%(class)s_undone_once_imported",
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def is_under_way(self) -> bool:
        return self.imported_at is None and self.discarded_at is None

    @property
    def is_ready(self) -> bool:
        """Whether the columns are confirmed and nothing is wrong in any row."""
        return self.is_under_way and self.mapped_at is not None and not self.problems

    @property
    def stage(self) -> str:
        """The status in words."""
        if self.is_under_way:
            if self.mapped_at is None:
                return "Columns not confirmed"
            return "Rows to correct" if self.problems else "Ready to import"
        return "Discarded" if self.discarded_at else "Undone" if self.undone_at else "Imported"


class Import(SentSheet):
    """A spreadsheet of people and identifiers for an OCG.

    Once it is imported or discarded, it holds references and digests, but no names or numbers.
    """

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="imports")
    category = models.CharField(max_length=10, blank=True, help_text="Where the row has none.")
    part = models.CharField(max_length=12, blank=True, help_text="Where the row has none.")

    class Meta(SentSheet.Meta):
        verbose_name = "import"
        constraints = (
            *SentSheet.Meta.constraints,
            models.UniqueConstraint(
                fields=("ocg",),
                condition=Q(imported_at=None, discarded_at=None),
                name="one_import_under_way",
            ),
        )

    @property
    def caption(self) -> str:
        """Return the file and the OCG, for forms."""
        return f"{self.file_name} · {self.ocg.name} {self.ocg.ref}"
