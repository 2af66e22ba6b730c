"""Organised crime groups and their districts."""

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import Func

from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.agencies.models import District


class TsTzRange(Func):
    """The half-open range of two columns. A null end is still running."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Protected(models.Model):
    """A row under a dossier's row-level security.

    The policies are in the migrations. A test checks that every such model has one.
    """

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ThreatType(models.TextChoices):
    """The categories of serious and organised crime.

    Source: 2018 strategy, as used in the National Strategic Assessment of SOC 2020, National Crime
    Agency.
    """

    CHILD_SEXUAL_ABUSE = "child_sexual_abuse", "Child sexual abuse"
    MODERN_SLAVERY = "modern_slavery", "Modern slavery and human trafficking"
    IMMIGRATION_CRIME = "immigration_crime", "Organised immigration crime"
    DRUGS = "drugs", "Illegal drugs"
    FIREARMS = "firearms", "Illegal firearms"
    ACQUISITIVE = "acquisitive", "Organised acquisitive crime"
    CYBER = "cyber", "Cyber crime"
    FRAUD = "fraud", "Fraud"
    MONEY_LAUNDERING = "money_laundering", "Money laundering"
    BRIBERY = "bribery", "Bribery, corruption and sanctions evasion"


class Ocg(Protected):
    """An organised crime group.

    The reference is opaque, and the name is a cover name.
    """

    class State(models.TextChoices):
        ACTIVE = "active", "active"
        ARCHIVED = "archived", "archived"

    ref = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=80, help_text="A cover name, not a person's.")
    national_ref = models.CharField(max_length=40, blank=True)
    threat_types = ArrayField(models.CharField(max_length=24, choices=ThreatType))
    description = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    registered_at = models.DateTimeField()
    reactivated_at = models.DateTimeField(
        null=True, blank=True, help_text="An assessment made before it is no longer current."
    )

    class Meta:
        verbose_name = "OCG"
        ordering = ("-registered_at", "-pk")
        indexes = (
            models.Index(fields=("state", "-registered_at", "-id"), name="ocg_by_state"),
            models.Index(fields=("state", "name", "id"), name="ocg_by_name"),
        )

    def __str__(self) -> str:
        return f"{self.ref} {self.name}"

    @property
    def caption(self) -> str:
        """Return the name and then the reference, for forms."""
        return f"{self.name} {self.ref}"

    @property
    def threats(self) -> str:
        """Return the threat types in words."""
        return ", ".join(ThreatType(code).label for code in self.threat_types)


class Area(Protected):
    """A district in which an OCG is active."""

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="areas")
    district = models.ForeignKey(District, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ocg", "district"), name="area_once"),)

    def __str__(self) -> str:
        return self.district.name
