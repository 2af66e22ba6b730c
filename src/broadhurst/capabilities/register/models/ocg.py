"""Organised crime groups: where each is active, who owns it, who leads on it."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.agencies.models import Agency, District, Officer, Unit


class TsTzRange(Func):
    """The half-open span of two columns; an empty end is still running."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


SPAN = TsTzRange("from_at", "until_at")


class Protected(models.Model):
    """A row that stands behind a dossier's wall (a policy in the migrations; a test walks all)."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class ThreatType(models.TextChoices):
    """The categories of serious and organised crime (2018 strategy, as used in the
    National Strategic Assessment of SOC 2020, National Crime Agency)."""

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
    """An organised crime group. The reference is opaque; the name is a cover name."""

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

    class Meta:
        verbose_name = "OCG"
        ordering = ("-registered_at", "-pk")
        indexes = (models.Index(fields=("state", "-registered_at", "-id"), name="ocg_by_state"),)

    def __str__(self) -> str:
        return f"{self.ref} {self.name}"

    @property
    def threats(self) -> str:
        """The threat types in words."""
        return ", ".join(ThreatType(code).label for code in self.threat_types)


class Area(Protected):
    """A district in which an OCG is active."""

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="areas")
    district = models.ForeignKey(District, models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("ocg", "district"), name="area_once"),)

    def __str__(self) -> str:
        return self.district.name


class Ownership(Protected):
    """Who owns an OCG's risk, for a span: exactly one at every instant while it is active."""

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="ownerships")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=120)

    class Meta:
        ordering = ("from_at",)
        constraints = (
            ExclusionConstraint(
                name="one_owner_at_a_time",
                expressions=[("ocg", RangeOperators.EQUAL), (SPAN, RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gt=F("from_at")),
                name="ownership_is_forward",
            ),
        )
        indexes = (
            models.Index(fields=("unit",), condition=Q(until_at=None), name="owned_by_unit"),
            models.Index(fields=("agency",), condition=Q(until_at=None), name="owned_by_agency"),
        )

    def __str__(self) -> str:
        return f"{self.ocg.ref} owned by {self.unit}"


class Lead(Protected):
    """Who leads on an OCG in a role, for a span."""

    class Role(models.TextChoices):
        SIO = "sio", "SIO"
        LRO = "lro", "LRO"
        SRO = "sro", "SRO"

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="leads")
    role = models.CharField(max_length=3, choices=Role)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="leads")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    because = models.CharField(max_length=120)

    class Meta:
        ordering = ("from_at",)
        constraints = (
            ExclusionConstraint(
                name="one_lead_in_a_role",
                expressions=[
                    ("ocg", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (SPAN, RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="sio_is_not_lro",
                expressions=[
                    ("ocg", RangeOperators.EQUAL),
                    ("officer", RangeOperators.EQUAL),
                    (SPAN, RangeOperators.OVERLAPS),
                ],
                condition=Q(role__in=("sio", "lro")),
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")),
                name="lead_is_forward",
            ),
        )
        indexes = (
            models.Index(fields=("officer",), condition=Q(until_at=None), name="led_by_officer"),
        )

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.officer}"
