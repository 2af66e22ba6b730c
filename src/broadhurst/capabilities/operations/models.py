"""Named operations and their published outcomes.

Everybody who is signed in may read these tables, because they hold published statistics. No model
here has a dossier, so nothing unpublished belongs in these tables.
"""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q

from broadhurst.foundation.agencies.models import Agency, Officer, Region
from broadhurst.foundation.agencies.models.people import some_reference
from broadhurst.foundation.govuk.words import pounds


def titled(measure: str, stage: str) -> str:
    """Return a measure with its stage, like "Cash seized".

    The stage is left out if the measure implies it, like "Convictions".
    """
    is_implied = stage in ("arrested", "charged", "convicted")
    return measure if is_implied else f"{measure} {stage}"


def withdrawn_with_a_reason(name: str) -> models.CheckConstraint:
    """Return a check constraint that a withdrawn row has a reason, and no other row has one."""
    return models.CheckConstraint(
        condition=Q(withdrawn_at=None, withdrawn_because="")
        | Q(~Q(withdrawn_because=""), withdrawn_at__isnull=False),
        name=name,
    )


class Operation(models.Model):
    """A named operation of several organisations."""

    ref = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=80, unique=True)
    description = models.TextField()
    source = models.CharField(max_length=400)
    opened_at = models.DateTimeField()
    corrected_at = models.DateTimeField(null=True)
    corrected_was = models.TextField(blank=True, help_text="The facts before the last correction.")
    corrected_because = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (withdrawn_with_a_reason("operation_withdrawn_with_a_reason"),)

    def __str__(self) -> str:
        return self.name


class Participation(models.Model):
    """An organisation's part in an operation."""

    operation = models.ForeignKey(Operation, models.PROTECT, related_name="participations")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("agency__name",)
        constraints = (
            models.UniqueConstraint(fields=("operation", "agency"), name="takes_part_once"),
        )

    def __str__(self) -> str:
        return f"{self.agency} in {self.operation}"


class Outcome(models.Model):
    """A cumulative figure on a date. It is never changed and never added to another.

    A region's figure is part of the figure for the United Kingdom. A later figure includes the
    earlier ones. A figure that was entered wrongly is withdrawn with a reason. The figure in its
    place says which one it `corrects`.
    """

    class Measure(models.TextChoices):
        ARRESTS = "arrests", "Arrests"
        CHARGES = "charges", "People charged"
        CONVICTIONS = "convictions", "People convicted"
        CASH = "cash", "Cash"
        CLASS_A = "class_a", "Class A drugs"
        CANNABIS = "cannabis", "Cannabis"
        DRUGS = "drugs", "Drugs of all kinds"
        ETIZOLAM = "etizolam", "Etizolam"
        FIREARMS = "firearms", "Firearms"
        ROUNDS = "rounds", "Rounds of ammunition"
        PHONES = "phones", "Phones"

    class Stage(models.TextChoices):
        ARRESTED = "arrested", "arrested"
        CHARGED = "charged", "charged"
        CONVICTED = "convicted", "convicted"
        SEIZED = "seized", "seized"
        FORFEITED = "forfeited", "forfeited"
        COLLECTED = "collected", "collected"

    class Kept(models.TextChoices):
        COUNT = "count", "Number"
        PENCE = "pence", "Pence"
        GRAMS = "grams", "Grams"
        PILLS = "pills", "Pills"

    ref = models.CharField(max_length=20, unique=True, db_default=some_reference())
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="outcomes")
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+",
        help_text="Empty for the whole United Kingdom.",
    )  # fmt: skip
    measure = models.CharField(max_length=16, choices=Measure)
    stage = models.CharField(max_length=12, choices=Stage)
    value = models.BigIntegerField()
    unit = models.CharField(max_length=8, choices=Kept)
    qualifier = models.CharField(max_length=12, blank=True, help_text="Over, about, or nothing.")
    as_of = models.DateField()
    source = models.CharField(max_length=400)
    quoted = models.CharField(
        max_length=300, blank=True, help_text="The words of the source, if they can be misread."
    )
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("as_of", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("operation", "region", "measure", "stage", "as_of"),
                nulls_distinct=False,
                condition=Q(withdrawn_at=None),
                name="one_figure_a_day",
            ),
            models.CheckConstraint(condition=models.Q(value__gte=0), name="figure_not_below_zero"),
            withdrawn_with_a_reason("outcome_withdrawn_with_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.title}: {self.in_words()}"

    @property
    def title(self) -> str:
        """Return the measure and its stage, like "Cash seized" or "Arrests"."""
        return titled(self.get_measure_display(), self.stage)

    @property
    def link(self) -> str:
        """Return the source if it is a web address, else an empty string."""
        return self.source if urlsplit(self.source).scheme in ("http", "https") else ""

    @property
    def publisher(self) -> str:
        """Return the host name of the source, or the source's own words."""
        return urlsplit(self.link).netloc or self.source

    def in_words(self) -> str:
        """Return the value with its unit and qualifier, like "over £56,800,000"."""
        amount = {
            "pence": pounds(self.value),
            "grams": f"{self.value / 1000:,.12g} kg",
            "pills": f"{self.value:,} pills",
        }.get(self.unit, f"{self.value:,}")
        return f"{self.qualifier} {amount}".strip()
