"""The stored pages of the public site, their look, and their Welsh versions."""

from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.register.models import Protected
from broadhurst.foundation.agencies.models import Agency, Officer, Unit


class StoredPage(models.Model):
    """A public page, file or feed as it is sent: made once, when it is published.

    It is the only table that the database role of the public site can read. A page with the `ref`
    of a record exists only while the record's public copy does (a trigger).
    """

    path = models.CharField(max_length=200, unique=True)
    content_type = models.CharField(max_length=80)
    body = models.BinaryField()
    gzipped = models.BinaryField(help_text="Empty if it does not make the body smaller.")
    etag = models.CharField(max_length=64, help_text="The SHA-256 of the body.")
    filename = models.CharField(max_length=80, blank=True, help_text="The name of a download.")
    ref = models.CharField(max_length=16, blank=True, db_index=True)
    is_in_sitemap = models.BooleanField()
    edition = models.CharField(max_length=64, help_text="The program that made it.")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("path",)

    def __str__(self) -> str:
        return self.path


class Look(models.Model):
    """How the public pages of an organisation look."""

    agency = models.OneToOneField(Agency, models.PROTECT, related_name="+")
    colour = models.CharField(max_length=7, help_text="The colour of the header, like #1d5b79.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(colour__regex="^#[0-9a-f]{6}$"), name="look_colour_is_hex"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}: {self.colour}"


class WelshVersion(Protected):
    """The Welsh text of a published record. Its unit sees it, and another officer publishes it."""

    class Stage(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLIC = "public", "Public"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.CharField(max_length=16, unique=True)
    record = models.CharField(max_length=16, help_text="The reference of what it translates.")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    text = models.TextField()
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.DRAFT)
    written_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    published_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "Welsh version"
        ordering = ("-written_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("record",), condition=~Q(stage="withdrawn"), name="one_welsh_version"
            ),
            models.CheckConstraint(
                condition=~Q(stage="public")
                | Q(published_by__isnull=False) & ~Q(published_by=F("written_by")),
                name="welsh_published_by_another",
            ),
            models.CheckConstraint(
                condition=Q(stage="withdrawn", withdrawn_at__isnull=False)
                & ~Q(withdrawn_because="")
                | ~Q(stage="withdrawn") & Q(withdrawn_at=None, withdrawn_because=""),
                name="welsh_withdrawn_because",
            ),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def caption(self) -> str:
        """Return the title and the reference, for forms."""
        return f"{self.title} {self.ref}"


class PublicWelsh(models.Model):
    """The public copy of a Welsh version. It is deleted with the version or with its record."""

    ref = models.CharField(max_length=16, unique=True)
    record = models.CharField(max_length=16, unique=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    html = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("-published_at", "-pk")

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"
