"""Entries, the keys by which they are found, and checks with their receipts."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from broadhurst.capabilities.deconfliction import rules
from broadhurst.capabilities.deconfliction.rules.events import event_answer, event_caveat
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.sending import Sent
from broadhurst_linkage.encoding.version import VERSION


class Kind(models.TextChoices):
    """What two units may turn out to share."""

    PERSON = "person", "Person"
    PHONE = "phone", "Phone number"
    IMEI = "imei", "Handset (IMEI)"
    VEHICLE = "vehicle", "Vehicle registration"
    ADDRESS = "address", "Address"
    COMPANY = "company", "Company"
    ACCOUNT = "account", "Bank account"
    WALLET = "wallet", "Crypto wallet"
    HANDLE = "handle", "Handle or email address"
    DEVICE = "device", "Device"
    EVENT = "event", "Planned event"


class Entry(models.Model):
    """A target that a unit works on. Its own unit alone reads it, and only until it expires.

    One entry may carry several identifiers: a person with names, telephones and vehicles is one
    entry with keys of each kind. Written by the matcher alone; the database lets the application
    change nothing but the owner, the expiry and what a check of the same target adds, revive
    nothing that has expired and delete nothing that has not. A unit that no longer works on a
    target withdraws it: it expires at once.
    """

    # Unique below: "unique" here would index it by its beginning too, by which none is looked for.
    ref = models.CharField(max_length=16)
    # What begins with the unit is indexed below; by the officer none is looked for.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    label = models.CharField(max_length=160, help_text="As it was written, for its own unit.")
    content = models.JSONField(
        default=dict, help_text="As it was written: lists of texts by kind, and the date of birth."
    )
    rows = ArrayField(
        models.BinaryField(),
        default=list,
        help_text="The encoded rows, one for each reading of the name.",
    )
    version = models.PositiveSmallIntegerField(
        default=0, help_text="Of the rows and keys, so that a changed rule can key again."
    )
    ocg_ref = models.CharField(
        max_length=16, blank=True, help_text="Opaque: the OCG's own row has the wall."
    )
    matter = models.CharField(
        max_length=60, blank=True, help_text="The unit's own reference, where there is no OCG."
    )
    is_silent = models.BooleanField(
        default=False, help_text="Hits on it go to the desk alone; the other side is referred."
    )
    registered_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", db_index=False
    )
    registered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    hashes = ArrayField(
        models.BigIntegerField(), default=list, help_text="Of its keys, which go with it."
    )
    things = ArrayField(
        models.BigIntegerField(), default=list, help_text="Those of what it names itself."
    )

    class Meta:
        verbose_name_plural = "entries"
        ordering = ("kind", "label", "pk")
        constraints = (
            models.UniqueConstraint(fields=("ref",), name="entry_by_ref"),
            models.CheckConstraint(
                condition=models.Q(things__contained_by=models.F("hashes")),
                name="entry_names_things_by_keys",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "ocg_ref"), name="entry_by_ocg"),
            models.Index(fields=("unit", "-registered_at"), name="entry_by_unit"),
            models.Index(fields=("expires_at",), name="entry_by_expiry"),
            # None is in it once all are keyed by today's rules; another VERSION makes it anew.
            models.Index(
                fields=("id",), condition=~models.Q(version=VERSION), name="entry_keyed_before"
            ),
        )

    def __str__(self) -> str:
        return self.label


class Key(models.Model):
    """A keyed hash by which an entry is found: 64 bits in which kind, rule and version are mixed.

    An exact key is of an identifier's normal form: sharing it is a hit. A loose key only makes a
    candidate, which is compared before it counts.

    An entry has some twenty keys, and names their hashes itself: an index of keys by entry would
    take a tenth of the time that a table of targets is entered in. That a key has its entry, and is
    named by it, is asked of all that a statement writes together (migrations 0017 and 0028), and
    not of each, as a foreign key does.
    """

    pk = models.CompositePrimaryKey("hash", "entry_id")
    hash = models.BigIntegerField()
    entry = models.ForeignKey(
        Entry, models.DO_NOTHING, related_name="keys", db_constraint=False, db_index=False
    )
    kind = models.PositiveSmallIntegerField(help_text="The engine's number of the rule.")
    is_exact = models.BooleanField()

    def __str__(self) -> str:
        return f"key of {self.entry_id}"


class CommonName(models.Model):
    """A name, or the sound of one, that more people in the entries have than the population would.

    Counted of all entries together but silent ones, where twenty people have it in entries of three
    units. Nobody reads it: the matcher alone looks here, past the wall, so that a name tells no
    more than it does in this store.
    """

    pk = models.CompositePrimaryKey("of_name", "word")
    of_name = models.PositiveSmallIntegerField(help_text="Its place in the engine's `FREQUENT`.")
    word = models.BigIntegerField(help_text="As the engine's rows have it.")
    steps = models.PositiveSmallIntegerField(help_text="Its rarity here, in `rarity.STEPS`.")

    def __str__(self) -> str:
        return f"common name {self.of_name}"


class Stopped(models.Model):
    """A value that is never matched: an emergency number, a custody suite, a public place."""

    ref = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    label = models.CharField(max_length=160, help_text="As it was written.")
    form = models.CharField(max_length=200, help_text="Its normal form.")
    reason = models.CharField(max_length=200)
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "stop-listed value"
        ordering = ("kind", "label", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "form"),
                condition=models.Q(lifted_at=None),
                name="stopped_once",
            ),
        )

    def __str__(self) -> str:
        return self.label


class Check(models.Model):
    """That targets were checked, with the receipt. Never changed.

    A check of an OCG stands behind the OCG's dossier; any other is its unit's own.
    """

    class Occasion(models.TextChoices):
        """Where the work was that a check came from, so that nobody types a thing twice."""

        ASKED = "asked", "Asked for"
        REGISTERED = "registered", "A member or identifier was added"
        BID = "bid", "A bid was made"
        HANDOVER = "handover", "A handover"
        WARRANT = "warrant", "A warrant was asked for"
        EVENT = "event", "An event was planned"
        BULK = "bulk", "A bulk check"

    ref = models.CharField(max_length=20)  # unique below, as that of an entry is
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="+")
    # What begins with these is indexed below.
    ocg = models.ForeignKey(Ocg, models.PROTECT, null=True, related_name="checks", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    occasion = models.CharField(max_length=10, choices=Occasion, default=Occasion.ASKED)
    matter = models.CharField(max_length=60, blank=True)
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    entries = models.PositiveIntegerField(help_text="How many targets were checked.")
    hit_count = models.PositiveIntegerField(help_text="How many hits stood when it was made.")
    referred = models.PositiveIntegerField(
        default=0, help_text="How many targets were referred to a desk, with no other answer."
    )
    hits = ArrayField(
        models.BigIntegerField(),
        default=list,
        help_text="The hits that this check told its unit of.",
    )
    not_checked = ArrayField(
        models.CharField(max_length=240), default=list, help_text="What was left out, and why."
    )
    # Known of one that was made just now: its hits are asked for already; what it entered.
    asked: Sent | None = None
    entered: str | None = None

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = (
            models.Index(fields=("ocg", "-made_at"), name="check_by_ocg"),
            models.Index(fields=("made_by", "-made_at"), name="check_by_officer"),
            models.Index(fields=("unit", "-made_at"), name="check_by_unit"),
        )
        constraints = (
            models.UniqueConstraint(fields=("ref",), name="check_by_ref"),
            models.CheckConstraint(
                condition=models.Q(ocg=None, dossier=None)
                | models.Q(ocg__isnull=False, dossier__isnull=False),
                name="check_of_an_ocg_is_behind_its_dossier",
            ),
        )

    def __str__(self) -> str:
        return self.ref

    @property
    def answer(self) -> str:
        """In words: wherever a check is shown, what was referred is never "no hit"."""
        if self.occasion == self.Occasion.EVENT:
            return event_answer(self.hit_count)
        return rules.answer(
            self.hit_count, self.entries, self.referred,
            is_in_part=bool(self.not_checked), is_of_table=self.occasion == self.Occasion.BULK,
        )  # fmt: skip

    @property
    def caveat(self) -> str:
        """The limits of the answer: they go with it."""
        if self.occasion == self.Occasion.EVENT:
            return event_caveat(self.hit_count)
        return rules.caveat(self.referred)
