"""Dossiers and grants: who may see which records, why, from when and until when."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from broadhurst.foundation.agencies.models import Officer, Unit


class Dossier(models.Model):
    """A set of records with the same readers. Every protected row refers to a dossier.

    `readers` is derived from the grants in force, in the transaction that changes them. Readers
    in part (`Grant.Level.PART`) are not among them. A child's
    readers include its parent's. `lapses_at` is the next instant at which a grant begins or ends.
    After it, row-level security checks the grants instead of `readers`, so a grant ends on time.
    """

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    about = models.CharField(max_length=40, help_text="Reference of what it stands around.")
    readers = ArrayField(models.BigIntegerField(), default=list)
    lapses_at = models.DateTimeField()

    class Meta:
        indexes = (
            # Without a list of pending entries, which every look-up would read through.
            GinIndex(fields=("readers",), name="dossier_by_reader", fastupdate=False),
            models.Index(fields=("lapses_at",), name="dossier_by_lapse"),
        )

    def __str__(self) -> str:
        return self.about


class Grant(models.Model):
    """Lets a unit or an officer see a dossier, at a level, for a reason and a period.

    With the level `PART`, an actor is not a reader of the dossier. They see only the tables that
    `protect_in_part` protects, of this dossier and those below it.
    """

    class Level(models.TextChoices):
        PART = "part", "view the overview and work on the plan and liaison"
        SEE = "see", "view"
        WORK = "work", "view and edit"
        MANAGE = "manage", "view, edit and manage"

    class Why(models.TextChoices):
        OWNER = "owner", "owns it"
        COORDINATION = "coordination", "keeps the owner's register"
        SIO = "sio", "is its SIO"
        LRO = "lro", "is its LRO"
        LRO_UNIT = "lro_unit", "is its LRO's unit"
        COVER = "cover", "covers for its SIO, LRO or SRO"
        BOARD = "board", "decides on a bid for it"
        SUPPORT = "support", "supports it with a capability"
        RECEIVER = "receiver", "is asked to take it over"
        GIVER = "giver", "handed it over and stays linked"
        PARTNER = "partner", "has been asked to act"
        REFERRAL = "referral", "has been sent a referral"
        MONITOR = "monitor", "monitors an order"
        AGREEMENT = "agreement", "shares under an agreement"
        AUTHOR = "author", "wrote it"
        EXCEPTION = "exception", "was given access as an exception"

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="grants")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="grants")
    officer = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="grants"
    )
    principal = models.GeneratedField(
        expression=Coalesce(F("unit_id"), -F("officer_id")),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    level = models.CharField(max_length=8, choices=Level)
    why = models.CharField(max_length=16, choices=Why)
    because = models.CharField(max_length=200, blank=True, help_text="The record it rests on.")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(unit__isnull=True) ^ Q(officer__isnull=True),
                name="grant_to_one_principal",
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")),
                name="grant_span_is_forward",
            ),
        )
        indexes = (
            models.Index(fields=("dossier", "until_at"), name="grant_by_dossier"),
            models.Index(fields=("principal",), name="grant_by_principal"),
            # Nearly empty: every policy of a table that is seen in part looks here.
            models.Index(fields=("principal",), name="grant_in_part", condition=Q(level="part")),
        )

    def __str__(self) -> str:
        return f"{self.unit or self.officer} {self.get_why_display()}"
