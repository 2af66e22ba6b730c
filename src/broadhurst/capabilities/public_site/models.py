"""The stored pages of the public site, and how each organisation's pages look."""

from django.db import models

from broadhurst.foundation.agencies.models import Agency


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
    filename = models.CharField(max_length=80, blank=True, help_text="If it is a download.")
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
    colour = models.CharField(max_length=7, help_text="Of the header, like #1d5b79.")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(colour__regex="^#[0-9a-f]{6}$"), name="look_colour_is_hex"
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}: {self.colour}"
