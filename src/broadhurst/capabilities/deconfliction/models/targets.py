"""Entries with their blocking keys, and checks with their receipts."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from broadhurst.capabilities.deconfliction.rules import checking
from broadhurst.capabilities.deconfliction.rules.match_keys import FIRST_GENERATION
from broadhurst.capabilities.deconfliction.rules.planning import event_answer, event_caveat
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.agencies.models import Officer, Unit
from broadhurst.foundation.database.prepared import Sent
from broadhurst_linkage.encoding.version import VERSION


class Kind(models.TextChoices):
    """A kind of thing that two units may share."""

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
    """A target that a unit works on. Only that unit reads it, and only until it expires.

    An entry may have several identifiers: a person with names, phones and vehicles is one entry
    with keys of each kind. Only the matcher writes entries. The database lets it change the owner,
    the expiry, and what a check of the same target adds. It cannot revive an expired entry or
    delete one that has not expired. A unit that no longer works on a target withdraws the entry,
    which makes it expire at once.
    """

    # Unique by a constraint below. `unique=True` would add a second index for prefix searches,
    # which nothing uses.
    ref = models.CharField(max_length=16)
    # Indexes below begin with the unit. No query searches by the officer.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=10, choices=Kind)
    title = models.CharField(max_length=160, help_text="The target as written, for its own unit.")
    submitted = models.JSONField(
        default=dict, help_text="As submitted: lists of texts by kind, and the date of birth."
    )
    feature_vectors = ArrayField(
        models.BinaryField(),
        default=list,
        help_text="The encoded features, one vector for each reading of the name.",
    )
    version = models.PositiveSmallIntegerField(
        default=0,
        help_text="The version of the vectors and keys. A changed rule keys entries again.",
    )
    key_generation = models.PositiveSmallIntegerField(
        db_default=FIRST_GENERATION, help_text="The newest match key that it has the keys of."
    )
    ocg_ref = models.CharField(
        max_length=16, blank=True, help_text="Not a foreign key: the OCG's own row is protected."
    )
    matter = models.CharField(
        max_length=60, blank=True, help_text="The unit's own reference, if there is no OCG."
    )
    is_silent = models.BooleanField(
        default=False, help_text="Hits go to the desk only. The other side is referred."
    )
    registered_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", db_index=False
    )
    registered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    key_hashes = ArrayField(
        models.BigIntegerField(), default=list, help_text="The hashes of its keys, deleted with it."
    )
    identifier_hashes = ArrayField(
        models.BigIntegerField(), default=list, help_text="The key hashes of its identifiers."
    )

    class Meta:
        verbose_name_plural = "entries"
        ordering = ("kind", "title", "pk")
        constraints = (
            models.UniqueConstraint(fields=("ref",), name="entry_by_ref"),
            models.CheckConstraint(
                condition=models.Q(identifier_hashes__contained_by=models.F("key_hashes")),
                name="entry_names_identifiers_by_keys",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "ocg_ref"), name="entry_by_ocg"),
            models.Index(fields=("unit", "-registered_at"), name="entry_by_unit"),
            models.Index(fields=("expires_at",), name="entry_by_expiry"),
            # Empty once all entries are keyed by today's rules. A new VERSION rebuilds it.
            models.Index(
                fields=("id",), condition=~models.Q(version=VERSION), name="entry_keyed_before"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Key(models.Model):
    """A keyed hash that finds an entry: 64 bits that mix kind, rule and version.

    An exact key is made from an identifier's normal form: two entries that share it are a hit. A
    loose key only makes a candidate, which is compared before it counts.

    An entry has about 20 keys and lists their hashes itself. An index of keys by entry would take a
    tenth of the time of entering a spreadsheet. Triggers verify that each key has its entry and
    that the entry lists it. They run once a statement (`migrations/wall/guards.py`). A foreign key
    would be verified once a row.
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
    """A name, or its sound, that is more frequent among the entries than in the population.

    It is counted over all entries but silent ones, if 20 people have it in entries of three units.
    It lowers the weight of the name to its evidence in this store. Only the matcher reads it,
    bypassing row-level security.
    """

    pk = models.CompositePrimaryKey("of_name", "word")
    of_name = models.PositiveSmallIntegerField(help_text="Its place in the engine's `FREQUENT`.")
    word = models.BigIntegerField(help_text="The word as in the engine's rows.")
    steps = models.PositiveSmallIntegerField(help_text="Its rarity here, in `rarity.STEPS`.")

    def __str__(self) -> str:
        return f"common name {self.of_name}"


class Stopped(models.Model):
    """A value that is never matched: an emergency number, a custody suite, a public place."""

    ref = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    label = models.CharField(max_length=160, help_text="The value as written.")
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
    """A check of targets, with its receipt. It never changes.

    The OCG's dossier protects a check of an OCG. Only its own unit reads any other check.
    """

    class Occasion(models.TextChoices):
        """The work that started the check, so that nobody has to enter a target twice."""

        ASKED = "asked", "An officer ran it"
        REGISTERED = "registered", "A person or identifier was added"
        BID = "bid", "A bid was made"
        HANDOVER = "handover", "A transfer was prepared"
        WARRANT = "warrant", "A warrant was requested"
        EVENT = "event", "An event was planned"
        BULK = "bulk", "It was part of a bulk check"

    ref = models.CharField(max_length=20)  # unique by a constraint below, as in `Entry`
    dossier = models.ForeignKey(Dossier, models.PROTECT, null=True, related_name="+")
    # Indexes below begin with these.
    ocg = models.ForeignKey(Ocg, models.PROTECT, null=True, related_name="checks", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    occasion = models.CharField(max_length=10, choices=Occasion, default=Occasion.ASKED)
    matter = models.CharField(max_length=60, blank=True)
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    entries = models.PositiveIntegerField(help_text="The number of targets checked.")
    hit_count = models.PositiveIntegerField(help_text="The number of hits at that time.")
    referred = models.PositiveIntegerField(
        default=0, help_text="The number of targets referred to a desk with no other answer."
    )
    hits = ArrayField(
        models.BigIntegerField(),
        default=list,
        help_text="The hits that this check told its unit of.",
    )
    not_checked = ArrayField(
        models.CharField(max_length=240),
        default=list,
        help_text="Notes on the parts not checked, and the reasons.",
    )
    # Set only on a check made in this request: the query already sent for its hits, and the
    # reference of its entry.
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
        """Return the answer in words. A referred target is never shown as "no hit"."""
        if self.occasion == self.Occasion.EVENT:
            return event_answer(self.hit_count)
        return checking.answer(
            self.hit_count, self.entries, self.referred,
            is_in_part=bool(self.not_checked), is_of_table=self.occasion == self.Occasion.BULK,
        )  # fmt: skip

    @property
    def caveat(self) -> str:
        """Return the limits of the answer, which are always shown with it."""
        if self.occasion == self.Occasion.EVENT:
            return event_caveat(self.hit_count)
        return checking.caveat(self.referred)
