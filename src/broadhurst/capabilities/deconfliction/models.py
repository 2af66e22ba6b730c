"""Entries and their keys, checks and receipts, hits and their two sides."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from broadhurst.capabilities.deconfliction.rules import NOT_NECESSARILY, SAME
from broadhurst.capabilities.register.models import Ocg, Protected
from broadhurst.foundation.agencies.models import Officer, Unit


class Kind(models.TextChoices):
    """What two units may turn out to share."""

    PERSON = "person", "Name and date of birth"
    PHONE = "phone", "Telephone number"
    VEHICLE = "vehicle", "Vehicle registration"
    ACCOUNT = "account", "Bank account"


class Entry(models.Model):
    """A target that a unit works on. Its own unit alone reads it, and only until it expires.

    Written by the matcher alone; the database lets the application change nothing but the owner
    and the expiry, revive nothing that has expired and delete nothing that has not.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    label = models.CharField(max_length=160, help_text="As it was written, for its own unit.")
    ocg_ref = models.CharField(max_length=16, help_text="Opaque: the OCG's own row has the wall.")
    registered_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "entries"
        ordering = ("kind", "label", "pk")
        indexes = (
            models.Index(fields=("unit", "ocg_ref"), name="entry_by_ocg"),
            models.Index(fields=("expires_at",), name="entry_by_expiry"),
        )

    def __str__(self) -> str:
        return self.label


class Key(models.Model):
    """A keyed hash of one normal form of an entry; an entry may have several, of any kind."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="keys")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    hash = models.BigIntegerField()
    normaliser_version = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("entry", "kind", "hash"), name="key_once"),)
        indexes = (models.Index(fields=("kind", "hash"), name="key_by_hash"),)

    def __str__(self) -> str:
        return f"{self.kind} key of {self.entry_id}"


class Check(Protected):
    """That an OCG's targets were checked, with the receipt. Never changed."""

    ref = models.CharField(max_length=16, unique=True)
    ocg = models.ForeignKey(Ocg, models.PROTECT, related_name="checks")
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    entries = models.PositiveIntegerField(help_text="How many targets were checked.")
    hit_count = models.PositiveIntegerField(help_text="How many hits stood when it was made.")
    not_checked = ArrayField(
        models.CharField(max_length=240), default=list, help_text="What was left out, and why."
    )

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = (models.Index(fields=("ocg", "-made_at"), name="check_by_ocg"),)

    def __str__(self) -> str:
        return self.ref


class Hit(models.Model):
    """That two units work on the same target. It stays though either entry expires."""

    class Strength(models.TextChoices):
        EXACT = "exact", "exact"

    ref = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    strength = models.CharField(max_length=10, choices=Strength)
    raised_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.ref

    @property
    def words(self) -> str:
        """The kind of match, with what it does not say."""
        return f"{SAME[self.kind]}: {NOT_NECESSARILY}"


class HitSide(models.Model):
    """What one unit sees of a hit, and its answer. It never holds anything of the other's entry."""

    class Outcome(models.TextChoices):
        PROCEED_BOTH = "proceed_both", "Both proceed"
        JOINT = "joint", "Done jointly"
        ONE_DELAYS = "one_delays", "One side delays"
        ONE_CANCELS = "one_cancels", "One side cancels"
        TRANSFER = "transfer", "Transferred to one owner"
        NOT_A_CONFLICT = "not_a_conflict", "Not a conflict"

    hit = models.ForeignKey(Hit, models.PROTECT, related_name="sides")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, related_name="+")
    ocg_ref = models.CharField(max_length=16)
    other_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    ring = models.CharField(max_length=120, help_text="The other side's duty contact, as it was.")
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    reason = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "hit"
        ordering = ("-raised_at", "-pk")
        constraints = (models.UniqueConstraint(fields=("hit", "unit"), name="side_once"),)
        indexes = (models.Index(fields=("unit", "-raised_at"), name="side_by_unit"),)

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """The hit's reference, which both sides quote on the telephone."""
        return self.hit.ref
