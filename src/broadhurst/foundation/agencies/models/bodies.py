"""Organisations, regions, districts and units."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func
from django.db.models.functions import Lower

from broadhurst.foundation.agencies.models.short_names import key_is_short_name
from broadhurst.foundation.agencies.models.spans import span_is_forward


class Agency(models.Model):
    """An organisation: a force, a ROCU, a council, an inspectorate, a department."""

    class Kind(models.TextChoices):
        POLICE_FORCE = "police_force", "police force"
        ROCU = "rocu", "regional organised crime unit"
        LOCAL_POLICING_BODY = "local_policing_body", "local policing body"
        COMBINED_AUTHORITY = "combined_authority", "combined authority"
        COUNCIL = "council", "council"
        GOVERNMENT = "government", "government department"
        INSPECTORATE = "inspectorate", "inspectorate"
        NATIONAL_AGENCY = "national_agency", "national agency"
        PARTNER = "partner", "partner"
        SYSTEM = "system", "this system"

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120, unique=True)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=24, choices=Kind)
    nation = models.CharField(max_length=3, default="ENG")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    succeeds = models.ForeignKey("self", models.PROTECT, null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="took_over"
    )
    source = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            span_is_forward("agency_span_is_forward"),
            key_is_short_name("agency_key_is_short_name"),
        )

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """A policing region. Members can change: Kent has been in two regions."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=80, unique=True)

    class Meta:
        constraints = (key_is_short_name("region_key_is_short_name"),)

    def __str__(self) -> str:
        return self.name


class RegionMember(models.Model):
    """The membership of a force or ROCU in a region, for a span of days."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="members")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="regions")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (span_is_forward("region_member_span_is_forward"),)

    def __str__(self) -> str:
        return f"{self.agency} in {self.region}"


class Oversight(models.Model):
    """A local policing body oversees a police force, for a span of days.

    Section 55 of the Police Act 1996 requires this body to answer an inspection. An empty `from_on`
    means that the first day is not known. A force has one such body at a time. The British
    Transport Police, the ROCUs and the NCA have none.
    """

    force = models.ForeignKey(Agency, models.PROTECT, related_name="overseen_by")
    body = models.ForeignKey(Agency, models.PROTECT, related_name="oversees")
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("force", "from_on")
        constraints = (
            span_is_forward("oversight_span_is_forward"),
            ExclusionConstraint(
                name="one_policing_body_at_a_time",
                expressions=[
                    ("force", RangeOperators.EQUAL),
                    (
                        Func(
                            F("from_on"),
                            F("until_on"),
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"{self.body} for {self.force}"


class District(models.Model):
    """A district of a force: a division, a BCU or a council's area, where a plan is carried out.

    An OCG registered in a district keeps it after the district closes.
    """

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    force = models.ForeignKey(Agency, models.PROTECT, related_name="districts")
    council = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            key_is_short_name("district_key_is_short_name"),
            models.UniqueConstraint(
                Lower("name"),
                "force",
                name="district_name_once_in_force",
                condition=models.Q(until_on=None),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A team of an organisation. Each officer posted to a unit may see what the unit may see."""

    class Kind(models.TextChoices):
        TEAM = "team", "investigation or district team"
        COORDINATION = "coordination", "organised crime coordination unit"
        BOARD = "board", "tasking board"
        CAPABILITY = "capability", "specialist capability"
        SAFEGUARDING = "safeguarding", "safeguarding team"
        DESK = "desk", "deconfliction desk"
        PARTNER = "partner", "partner team"
        POLICING_BODY = "policing_body", "office of the local policing body"
        INSPECTORATE = "inspectorate", "inspectorate"
        SYSTEM = "system", "this system"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units")
    key = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.TEAM)
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True)
    duty_contact = models.CharField(
        max_length=120, help_text="Role and 24-hour phone number; never a person's own."
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            span_is_forward("unit_span_is_forward"),
            key_is_short_name("unit_key_is_short_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def principal(self) -> int:
        """The number of this principal: positive for units and negative for officers."""
        return self.pk
