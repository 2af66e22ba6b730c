"""Files on records, and their content where it is kept in PostgreSQL."""

from django.db import models
from django.db.models import Q

from broadhurst.foundation.agencies.models import Officer, Unit


class File(models.Model):
    """A file on one record, which it names by its kind and its id, as a note does."""

    class Scan(models.TextChoices):
        CLEAN = "clean", "No virus found"
        NOT_SCANNED = "not_scanned", "Not scanned"

    ref = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=3, help_text="The letters that begin the reference.")
    record_id = models.BigIntegerField()
    about = models.CharField(max_length=80, help_text="The reference, as in the record's address.")
    name = models.CharField(max_length=100)
    description = models.CharField(max_length=200)
    size = models.PositiveIntegerField(help_text="Bytes.")
    sha256 = models.CharField(max_length=64)
    media = models.CharField(max_length=120, help_text="The media type, from the content.")
    type_name = models.CharField(max_length=80, help_text="The type in words, from the content.")
    scan = models.CharField(max_length=12, choices=Scan)
    stored_as = models.CharField(max_length=100, unique=True)
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-added_at", "-pk")
        indexes = (models.Index(fields=("kind", "record_id", "-added_at"), name="file_by_record"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_because=""),
                name="file_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="file_has_its_digest"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.name}"

    @property
    def caption(self) -> str:
        """Return the file's name and reference, for forms."""
        return f"{self.name} {self.ref}"

    @property
    def record_ref(self) -> str:
        """Return the reference of the record. In an address, a side of a hit names its unit too."""
        return self.about.partition("@")[0]


class StoredContent(models.Model):
    """The content of a file, in a table of its own so that no list reads it."""

    name = models.CharField(max_length=100, unique=True)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.name
