"""Bulk checks: the rows that an officer sent, and the answer to each."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from broadhurst.capabilities.deconfliction.models.targets import Check, Entry
from broadhurst.foundation.agencies.models import Posting, Unit


class BulkCheck(models.Model):
    """A spreadsheet of targets, checked row by row in the background.

    Only its own unit reads it. When it expires it is deleted with its rows. The entries that it
    made stay until they expire themselves.

    The worker that runs it holds an advisory lock on its id, which ends with the worker's
    connection. Nothing has to time out, and another worker resumes it at once after a crash.
    `tries` counts the runs since it last made progress.
    """

    class Stage(models.TextChoices):
        SENT = "sent", "Columns to confirm"
        WAITING = "waiting", "Waiting to begin"
        RUNNING = "running", "Under way"
        DONE = "done", "Done"
        CANCELLED = "cancelled", "Cancelled"
        FAILED = "failed", "Stopped by a fault"

    ref = models.CharField(max_length=16, unique=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    posting = models.ForeignKey(
        Posting,
        models.PROTECT,
        related_name="+",
        help_text="The posting that asked for it. It runs as this posting.",
    )
    ocg_ref = models.CharField(max_length=16, blank=True)
    matter = models.CharField(max_length=60, blank=True)
    purpose = models.TextField()
    file_name = models.CharField(max_length=100)
    notes = ArrayField(
        models.TextField(),
        default=list,
        help_text="Notes on the parts of the file that were not read.",
    )
    headings = ArrayField(models.CharField(max_length=80))
    columns = ArrayField(models.CharField(max_length=12, blank=True))
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.SENT)
    rows_sent = models.PositiveIntegerField()
    rows_registered = models.PositiveIntegerField(default=0)
    rows_answered = models.PositiveIntegerField(default=0)
    rows_wrong = models.PositiveIntegerField(
        default=0, help_text="Rows not checked because of an error."
    )
    rows_in_part = models.PositiveIntegerField(
        default=0, help_text="Rows without a hit that were not fully checked."
    )
    rows_hit = models.PositiveIntegerField(default=0)
    rows_referred = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField()
    asked_at = models.DateTimeField(
        null=True, help_text="The time at which its columns were confirmed."
    )
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    receipt = models.ForeignKey(Check, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ("-sent_at", "-pk")
        indexes = (
            models.Index(fields=("unit", "-sent_at"), name="bulk_by_unit"),
            models.Index(
                fields=("asked_at",),
                condition=models.Q(stage__in=("waiting", "running")),
                name="bulk_to_run",
            ),
            models.Index(fields=("expires_at",), name="bulk_by_expiry"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ocg_ref="") ^ models.Q(matter=""),
                name="bulk_of_an_ocg_or_a_matter",
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def caption(self) -> str:
        """Return the file and the reference, for forms."""
        return f"{self.file_name} {self.ref}"

    @property
    def about(self) -> str:
        """Return the OCG or the matter that the check is for."""
        return self.ocg_ref or self.matter

    @property
    def is_live(self) -> bool:
        """Return whether the check still waits or runs."""
        return self.stage in (self.Stage.WAITING, self.Stage.RUNNING)


class BulkRow(models.Model):
    """A row as it was sent, and its answer."""

    class Answer(models.TextChoices):
        NO_HIT = "no_hit", "No hit"
        HIT = "hit", "Hit"
        REFERRED = "referred", "Referred to the desk"
        NOT_CHECKED = "not_checked", "Not checked"

    bulk = models.ForeignKey(BulkCheck, models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField(
        help_text="The row number in the file. The headings are row 1."
    )
    cells = ArrayField(models.TextField())
    answer = models.CharField(max_length=11, choices=Answer, blank=True)
    why = models.TextField(blank=True, help_text="A note on the parts not checked, and the reason.")
    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, related_name="+")
    hits = ArrayField(
        models.CharField(max_length=16), default=list, help_text="The references of its hits."
    )

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("bulk", "number"), name="bulk_row_once"),
            models.CheckConstraint(
                condition=models.Q(answer="hit") | models.Q(hits=[]), name="hits_are_of_a_hit"
            ),
        )

    def __str__(self) -> str:
        return f"row {self.number}"

    @property
    def as_sent(self) -> str:
        """Return the row's cells as one text, for a row without an entry."""
        return ", ".join(filter(None, self.cells))

    @property
    def told(self) -> str:
        """Return the answer to show: "no hit in part" if something was not checked."""
        return IN_PART if self.answer == self.Answer.NO_HIT and self.why else self.answer

    @property
    def told_in_words(self) -> str:
        """Return the answer to show, in words."""
        return TOLD[self.told]


# Answers to show, in words.
IN_PART = "no_hit_in_part"
TOLD = {"": "Not answered yet", **dict(BulkRow.Answer.choices), IN_PART: "No hit, in part"}

# The rows of a cancelled check count as checked if they were registered before.
ROWS_CHECKED = models.Case(
    models.When(cancelled_at=None, then="rows_sent"), default="rows_registered"
)
