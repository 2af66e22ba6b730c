"""Spans of ownership and leadership of an OCG."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from broadhurst.capabilities.register.models.ocg import Ocg, Protected, TsTzRange
from broadhurst.foundation.agencies.models import Agency, Officer, Unit

SPAN = TsTzRange("from_at", "until_at")


class Ownership(Protected):
    """A span of owning an OCG's risk. An active OCG has exactly one at any instant."""

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


class Exemption(Protected):
    """Lets one officer be both the SIO and the LRO of an OCG, until the end of a day (rule 6)."""

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="exemptions")
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    until_on = models.DateField(help_text="The last day.")
    because = models.TextField()
    approved_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    approved_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Officer, models.PROTECT, null=True, blank=True, related_name="+")
    ended_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-approved_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(officer=F("approved_by")), name="exemption_approved_by_another"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, ended_because="")
                | Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_because=""),
                name="exemption_ended_with_a_reason",
            ),
            models.UniqueConstraint(
                fields=("ocg",), condition=Q(ended_at=None), name="one_exemption_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"Exemption {self.ref}"


class Lead(Protected):
    """A span of an officer leading on an OCG in a role.

    `deputy` and `cover_until` say who covers for them today, where `current_leadership` read the
    lead.
    """

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
    exemption = models.ForeignKey(
        Exemption, models.PROTECT, null=True, blank=True, related_name="leads"
    )
    deputy: Officer | None = None
    cover_until: date | None = None

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
                condition=Q(role__in=("sio", "lro"), exemption=None),
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

    @property
    def acting(self) -> Officer:
        """Return who does the lead's work today: the deputy, if there is one."""
        return self.deputy or self.officer
