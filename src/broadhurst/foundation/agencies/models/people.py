"""Officers, their postings, and their API tokens."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import MD5, Cast, Random, Substr, Upper

from broadhurst.foundation.agencies.models.bodies import Agency, Unit
from broadhurst.foundation.agencies.models.spans import span_is_forward


class Officers(BaseUserManager["Officer"]):
    """Finds an officer by their username."""


class Officer(AbstractBaseUser):
    """A person who may sign in: a police officer, member of staff or partner's officer."""

    username = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    grade = models.CharField(max_length=60, blank=True, help_text="Rank or grade.")
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="officers",
        help_text="The organisation whose administrators look after the account.",
    )
    password_is_temporary = models.BooleanField(
        default=False, help_text="The officer must choose a new one at the next sign-in."
    )
    password_expires_at = models.DateTimeField(
        null=True, blank=True, help_text="A one-time password does not work from this moment."
    )

    USERNAME_FIELD = "username"
    objects: ClassVar[Officers] = Officers()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(password_is_temporary=False)
                | models.Q(password_expires_at__isnull=False),
                name="temporary_password_expires",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def principal(self) -> int:
        """The number of this principal: positive for units and negative for officers."""
        return -self.pk


class Role(models.TextChoices):
    """A role that a posting gives. SIOs and LROs are named on an OCG, not by a posting."""

    INVESTIGATOR = "investigator", "Investigator"
    SUPERVISOR = "supervisor", "Supervisor of a unit"
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
    INSPECTOR = "inspector", "Inspector (reads only)"
    ORGANISATION_ADMINISTRATOR = "organisation_administrator", "Administrator of an organisation"
    ADMINISTRATOR = "administrator", "Administrator of the service"


# These roles administer accounts and open no record. A posting with one has no other role.
ADMINISTRATORS = frozenset({Role.ORGANISATION_ADMINISTRATOR.value, Role.ADMINISTRATOR.value})


def some_reference() -> Upper:
    """A random reference, for a row that no command makes."""
    return Upper(Substr(MD5(Cast(Random(), models.TextField())), 1, 12))


class Posting(models.Model):
    """An officer in a unit, with roles, for a span of days."""

    ref = models.CharField(max_length=20, unique=True, db_default=some_reference())
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="postings")
    title = models.CharField(max_length=80)
    roles = ArrayField(models.CharField(max_length=32, choices=Role), default=list)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("from_on", "pk")
        constraints = (span_is_forward("posting_span_is_forward", may_be_empty=True),)

    def __str__(self) -> str:
        return f"{self.title}, {self.unit}"

    @property
    def role_names(self) -> str:
        """The roles in words."""
        return ", ".join(str(Role(role).label) for role in self.roles)


class ApiToken(models.Model):
    """A secret that opens the API, or one officer's calendar, as one posting.

    Only its digest is stored.
    """

    class Opens(models.TextChoices):
        API = "api", "Programs, through the API"
        CALENDAR = "calendar", "A calendar with deadlines, meetings and events"

    ref = models.CharField(max_length=20, unique=True)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="tokens")
    label = models.CharField(max_length=80)
    opens = models.CharField(max_length=8, choices=Opens, default=Opens.API)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("ref",)

    def __str__(self) -> str:
        return self.label

    @property
    def caption(self) -> str:
        """Return the purpose and the officer, for forms."""
        return f"{self.label}, {self.posting.officer.name}"
