"""Notes on records, who they mention, and what they said before a correction."""

from django.db import models
from django.db.models import Q

from broadhurst.foundation.agencies.models import Officer, Unit


class Note(models.Model):
    """A note on one record, which it names by its kind and its id.

    Readers of the record can read the note: the policy of this table asks that of the record. No
    foreign key leads to the record, because each kind has a table of its own.
    """

    ref = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=3, help_text="The letters that begin the reference.")
    record_id = models.BigIntegerField()
    about = models.CharField(max_length=80, help_text="The reference, as in the record's address.")
    text = models.TextField()
    written_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-written_at", "-pk")
        indexes = (
            models.Index(fields=("kind", "record_id", "-written_at"), name="note_by_record"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_because=""),
                name="note_withdrawn_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} on {self.about}"

    @property
    def caption(self) -> str:
        """Return the note's reference and its author's name, for forms."""
        return f"Note {self.ref} by {self.written_by.name}"

    @property
    def record_ref(self) -> str:
        """Return the reference of the record. In an address, a side of a hit names its unit too."""
        return self.about.partition("@")[0]


class Mention(models.Model):
    """An officer or a unit that a note mentions. They could read the record at that time."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="mentions")
    officer = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(officer=None) ^ Q(unit=None), name="mention_of_one_principal"
            ),
            models.UniqueConstraint(
                fields=("note", "officer", "unit"),
                name="mention_each_once",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name of the officer or the unit."""
        return str((self.officer or self.unit).name)  # type: ignore[union-attr]


class NoteCorrection(models.Model):
    """The text of a note before a correction, and the reason for it."""

    note = models.ForeignKey(Note, models.PROTECT, related_name="corrections")
    was = models.TextField()
    because = models.CharField(max_length=200)
    corrected_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField()

    class Meta:
        ordering = ("corrected_at", "pk")

    def __str__(self) -> str:
        return f"{self.note_id} corrected: {self.because}"
