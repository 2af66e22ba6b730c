"""People linked to an OCG, and what they use."""

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db import models

from broadhurst.capabilities.register.models.ocg import Ocg, Protected
from broadhurst.capabilities.register.rules.receipts import Receipt


class Sex(models.TextChoices):
    """As recorded, for telling two people apart; empty is not known."""

    MALE = "m", "Male"
    FEMALE = "f", "Female"


class Person(Protected):
    """Someone linked to an OCG, as one unit knows them. Another unit's record is another row."""

    ref = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=120)
    aliases = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)

    def __str__(self) -> str:
        return self.name


class Membership(Protected):
    """A person's place in an OCG. Category keeps victims apart from suspects, always (ICO 2018)."""

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
    added_at = models.DateTimeField()
    receipts: Sequence[Receipt] = ()  # of its addition, where it has just been added

    class Meta:
        ordering = ("added_at", "pk")
        constraints = (models.UniqueConstraint(fields=("ocg", "person"), name="member_once"),)

    def __str__(self) -> str:
        return f"{self.person} in {self.ocg.ref}"


class Identifier(Protected):
    """What an OCG or one of its people uses, such as a telephone; raw text is kept."""

    class Kind(models.TextChoices):
        PHONE = "phone", "Telephone number"
        IMEI = "imei", "Handset (IMEI)"
        VEHICLE = "vehicle", "Vehicle registration"
        ADDRESS = "address", "Address"
        COMPANY = "company", "Company"
        ACCOUNT = "account", "Bank account"
        WALLET = "wallet", "Crypto wallet"
        HANDLE = "handle", "Handle or e-mail address"
        DEVICE = "device", "Device"

    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="identifiers")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="identifiers"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField(max_length=160)
    added_at = models.DateTimeField()
    receipts: Sequence[Receipt] = ()  # of its addition, where it has just been added

    class Meta:
        ordering = ("added_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("ocg", "kind", "value"), name="identifier_once"),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"
