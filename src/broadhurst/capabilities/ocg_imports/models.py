"""Trackers that are imported: spreadsheets of OCGs and their people."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.imports.models import SentSheet
from broadhurst.foundation.agencies.models import Posting


class OcgImport(SentSheet):
    """A tracker that was sent. Its dossier is of its own, for the unit that sent it.

    Once it is imported or discarded, it holds references and digests, but no names or numbers.
    """

    sheets = models.JSONField(
        default=list, help_text="List of [title, kind, columns, rows], if there are several."
    )
    category = models.CharField(max_length=10, blank=True, help_text="Where the row has none.")
    part = models.CharField(max_length=12, blank=True, help_text="Where the row has none.")
    description = models.TextField(blank=True, help_text="Where no row of the OCG has one.")
    asked_at = models.DateTimeField(null=True, help_text="When a long import was started.")
    posting = models.ForeignKey(
        Posting,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="The posting of the officer who started it.",
    )
    told_apart = models.JSONField(
        default=list, help_text="Likely duplicates that the officer says are different."
    )
    undo_asked_at = models.DateTimeField(
        null=True, help_text="When undoing a long import was started."
    )
    checked = models.PositiveIntegerField(
        default=0, help_text="OCGs checked since it was imported."
    )

    class Meta(SentSheet.Meta):
        verbose_name = "import"
        constraints = (
            *SentSheet.Meta.constraints,
            models.UniqueConstraint(
                fields=("unit",),
                condition=Q(imported_at=None, discarded_at=None),
                name="one_tracker_under_way",
            ),
        )

    @property
    def caption(self) -> str:
        """Return the file, for forms."""
        return f"{self.file_name} · {self.ref}"

    @property
    def is_waiting(self) -> bool:
        """Whether a worker adds its rows now, or will."""
        return self.is_under_way and self.asked_at is not None

    @property
    def is_being_undone(self) -> bool:
        """Whether a worker takes back what it added now, or will."""
        return self.undo_asked_at is not None and self.undone_at is None

    @property
    def stage(self) -> str:
        """The status in words."""
        if self.is_being_undone:
            return "Being undone"
        return "Being imported" if self.is_waiting else super().stage

    @property
    def is_checked(self) -> bool:
        """Whether every OCG that it added or changed was checked with deconfliction."""
        return self.checked >= len(self.added)
