"""Published totals of ROCU funding: statistics with their sources, open to every reader."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q

from broadhurst.foundation.govuk.words import pounds


class PublishedTotal(models.Model):
    """A published amount in pence for a financial year, in the words of its source.

    Rows are only added. Sources count different things, so amounts are never added up.
    """

    class Series(models.TextChoices):
        OPERATING = "operating", "ROCU funding in a year"
        CAPITAL = "capital", "ROCU capital in a year"
        COMPONENT = "component", "Parts of ROCU funding"
        OTHER = "other", "For comparison"

    series = models.CharField(max_length=12, choices=Series)
    label = models.CharField(max_length=160)
    year = models.CharField(max_length=7, help_text="Like 2018/19.")
    starts_on = models.DateField(help_text="The first day of what it covers.")
    amount = models.BigIntegerField(help_text="In pence.")
    qualifier = models.CharField(max_length=20, blank=True, help_text="As the source hedges.")
    note = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=400)

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("series", "label", "year"), name="one_total_a_year"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="published_total_is_positive"),
        )

    def __str__(self) -> str:
        return f"{self.label}, {self.year}: {self.in_words()}"

    def in_words(self) -> str:
        """Return the amount as the source says it, like "just over £101,000,000"."""
        return f"{self.qualifier} {pounds(self.amount)}".strip()

    @property
    def publisher(self) -> str:
        """Return the host name of the source."""
        return urlsplit(self.source).netloc or self.source
