"""People linked to an OCG, and their identifiers."""

from collections.abc import Sequence
from typing import TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models.ocg import Ocg, Protected
from broadhurst.capabilities.register.rules.correcting import is_under_18
from broadhurst.capabilities.register.rules.receipts import Receipt
from broadhurst.foundation import clock

Row = TypeVar("Row", bound=models.Model)


class Current(models.Manager[Row]):
    """A manager of rows that have not ended. `with_ended` includes the history."""

    def get_queryset(self) -> models.QuerySet[Row]:
        """Return the rows that have not ended."""
        return super().get_queryset().filter(ended_at=None)


ENDS_WITH_A_REASON = models.CheckConstraint(
    condition=Q(ended_at=None, ended_because="") | Q(ended_at__isnull=False) & ~Q(ended_because=""),
    name="%(class)s_ends_with_a_reason",
)


class Spanned(Protected):
    """A row with a start and an end. A correction ends it and adds the next."""

    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=400, blank=True)
    receipts: Sequence[Receipt] = ()  # of its check, if the row was just added or corrected

    objects = Current()
    with_ended = models.Manager()

    class Meta:
        abstract = True
        ordering = ("added_at", "pk")


class Sex(models.TextChoices):
    """Sex as recorded, to tell two people apart. An empty value is not known."""

    MALE = "m", "Male"
    FEMALE = "f", "Female"


class Person(Protected):
    """A person linked to an OCG, as one unit knows them.

    Another unit's record of the same person is another row.
    """

    ref = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=120)
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def is_child(self) -> bool:
        """Whether the person is under 18 today, by their date of birth."""
        return self.born_on is not None and is_under_18(self.born_on, clock.today())


class Membership(Spanned):
    """A person's place in an OCG.

    The category always separates victims from suspects (ICO 2018). An earlier category stays as an
    ended row, so it is never lost (rule 23).
    """

    class Category(models.TextChoices):
        SUSPECT = "suspect", "Suspect"
        CONVICTED = "convicted", "Convicted"
        VICTIM = "victim", "Victim"
        WITNESS = "witness", "Witness"
        OTHER = "other", "Other"

    class Part(models.TextChoices):
        PRINCIPAL = "principal", "Principal"
        SIGNIFICANT = "significant", "Significant"
        PERIPHERAL = "peripheral", "Peripheral"
        FACILITATOR = "facilitator", "Professional enabler"
        ASSOCIATE = "associate", "Associate"

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    category = models.CharField(max_length=10, choices=Category)
    part = models.CharField(max_length=12, choices=Part)
    is_exploited = models.BooleanField(default=False)

    class Meta(Spanned.Meta):
        constraints = (
            ENDS_WITH_A_REASON,
            models.UniqueConstraint(
                fields=("ocg", "person"), condition=Q(ended_at=None), name="member_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} in {self.ocg.ref}"

    @property
    def needs_safeguarding(self) -> bool:
        """Whether an officer must consider a referral: for a child or an exploited person."""
        return self.is_exploited or self.person.is_child

    @property
    def ref(self) -> str:
        """Return the person's reference, which identifies a membership in the log."""
        return self.person.ref

    @property
    def caption(self) -> str:
        """Return the person and OCG, for forms."""
        return f"{self.person} · {self.ocg.name} {self.ocg.ref}"


class Identifier(Spanned):
    """An identifier of an OCG or one of its people, such as a phone number.

    The raw text is kept.
    """

    class Kind(models.TextChoices):
        PHONE = "phone", "Phone number"
        IMEI = "imei", "Handset (IMEI)"
        VEHICLE = "vehicle", "Vehicle registration"
        ADDRESS = "address", "Address"
        COMPANY = "company", "Company"
        ACCOUNT = "account", "Bank account"
        WALLET = "wallet", "Crypto wallet"
        HANDLE = "handle", "Handle or email address"
        DEVICE = "device", "Device"

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="identifiers")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="identifiers"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=160)

    class Meta(Spanned.Meta):
        constraints = (
            ENDS_WITH_A_REASON,
            models.UniqueConstraint(
                fields=("ocg", "kind", "value"), condition=Q(ended_at=None), name="identifier_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"

    @property
    def caption(self) -> str:
        """Return the identifier and OCG, for forms."""
        return f"{self} · {self.ocg.name} {self.ocg.ref}"
