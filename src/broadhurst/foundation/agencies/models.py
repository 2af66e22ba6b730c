"""Bodies, their units, the officers posted to them, and who answers for each ROCU.

Everything is effective-dated and may be succeeded: forces, regions and ROCUs are about to be
rearranged (white paper "From local to national", 26 January 2026), so nothing here is an
enumeration of today's bodies. The commands that change these tables are the establishment room's.
"""

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


def in_force_on(day: date) -> Q:
    """Rows whose span holds a day; `until_on` is the first day no longer in the span."""
    return Q(from_on__lte=day) & (Q(until_on__isnull=True) | Q(until_on__gt=day))


def _span_is_forward(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name=name
    )


class Agency(models.Model):
    """A body: a force, a ROCU, a council, an inspectorate, a department."""

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
    source = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (_span_is_forward("agency_span_is_forward"),)

    def __str__(self) -> str:
        return self.name


class Region(models.Model):
    """A policing region. Membership moves: Kent has been in two."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class RegionMember(models.Model):
    """That a force or ROCU belongs to a region for a span of days."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="members")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="regions")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (_span_is_forward("region_member_span_is_forward"),)

    def __str__(self) -> str:
        return f"{self.agency} in {self.region}"


class District(models.Model):
    """A local authority area within a force area, where a plan is delivered."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    force = models.ForeignKey(Agency, models.PROTECT, related_name="districts")
    council = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A team of a body. A unit is a principal: what it may see, each officer posted to it may."""

    class Kind(models.TextChoices):
        TEAM = "team", "investigation or district team"
        COORDINATION = "coordination", "organised crime coordination unit"
        BOARD = "board", "tasking board"
        CAPABILITY = "capability", "specialist capability"
        SAFEGUARDING = "safeguarding", "safeguarding team"
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
        max_length=120, help_text="Role and 24-hour telephone number; never a person's own."
    )
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (_span_is_forward("unit_span_is_forward"),)

    def __str__(self) -> str:
        return self.name

    @property
    def principal(self) -> int:
        """Units are positive principals, officers negative, so that one array holds both."""
        return self.pk


class Officers(BaseUserManager["Officer"]):
    """Finds an officer by the name they sign in with."""


class Officer(AbstractBaseUser):
    """A person who may sign in: a police officer, member of staff or partner's officer."""

    username = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    grade = models.CharField(max_length=60, blank=True, help_text="Rank or grade.")
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    objects: ClassVar[Officers] = Officers()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def principal(self) -> int:
        """Units are positive principals, officers negative, so that one array holds both."""
        return -self.pk


class Role(models.TextChoices):
    """What a posting lets someone do. An SIO or LRO is named on an OCG, not by a posting."""

    INVESTIGATOR = "investigator", "Investigator"
    COORDINATOR = "coordinator", "OCG coordinator"
    MODERATOR = "moderator", "Assessment moderator"
    CHAIR = "chair", "Tasking chair"
    GATEWAY = "gateway", "Gateway officer"
    CAPABILITY_MANAGER = "capability_manager", "Capability manager"
    HANDOVER = "handover", "Handover officer"
    SAFEGUARDING = "safeguarding", "Safeguarding lead"
    DESK = "desk", "Deconfliction desk"
    PARTNER = "partner", "Partner practitioner"
    POLICING_BODY = "policing_body", "Policing body officer"
    CLEARER = "clearer", "Clears published responses"
    INSPECTORATE_LIAISON = "inspectorate_liaison", "Inspectorate liaison"
    CHIEF_OFFICER = "chief_officer", "Chief officer"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator (no operational read)"


class Posting(models.Model):
    """An officer in a unit, with roles, for a span of days."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="postings")
    title = models.CharField(max_length=80)
    roles = ArrayField(models.CharField(max_length=24, choices=Role), default=list)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("from_on", "pk")
        constraints = (_span_is_forward("posting_span_is_forward"),)

    def __str__(self) -> str:
        return f"{self.title}, {self.unit}"


class Appointment(models.Model):
    """A chief officer's post over time.

    Recommendation 2 of the 2021 ROCU report asks for a chief officer with responsibility for each
    ROCU "as far as practicable working autonomously of force responsibilities": a force post held
    in the same span is what spoils autonomy, so posts are kept and autonomy is computed.
    """

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="appointments")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="appointments")
    post = models.CharField(max_length=120)
    is_responsible_for_rocu = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("from_on", "pk")
        constraints = (_span_is_forward("appointment_span_is_forward"),)

    def __str__(self) -> str:
        return f"{self.officer}, {self.post}"


class ApiToken(models.Model):
    """A machine's key, scoped to one posting. Only its digest is kept."""

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="tokens")
    label = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.label
