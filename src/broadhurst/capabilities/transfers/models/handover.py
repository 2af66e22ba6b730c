"""The handover packs of a transfer, and the open risks that it lists."""

from django.db import models
from django.db.models import Q

from broadhurst.capabilities.register.models import Protected
from broadhurst.capabilities.transfers.models.transfer import Transfer
from broadhurst.foundation.agencies.models import Officer


class Pack(Protected):
    """A handover pack, built from the records at one time.

    It is never changed. A later pack of the same transfer replaces it.
    """

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="packs")
    number = models.PositiveSmallIntegerField()
    sections = models.JSONField(help_text="List of {key, title, heads, rows, none}; rows of text.")
    authorities = models.TextField(blank=True, help_text="A kind and its last day on each line.")
    threat_to_life = models.TextField(blank=True, help_text="Warnings outstanding.")
    disclosure_officer = models.CharField(max_length=120)
    exhibits = models.TextField(blank=True)
    gaps = models.TextField(blank=True)
    prepared_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("transfer", "number"), name="pack_once"),)

    def __str__(self) -> str:
        return f"Pack {self.number} of {self.transfer}"


class Risk(Protected):
    """An open item on the checklist of a transfer: a risk, or work in hand on the OCG.

    It moves with the OCG, or the giver keeps it until a day. The receiver acknowledges each item by
    name. If the receiver asks the giver to keep one, an officer of the giver agrees to that.
    """

    class Terms(models.TextChoices):
        MOVES = "moves", "Moves to the receiver"
        KEPT = "kept", "Kept by the giver"

    class Source(models.TextChoices):
        REFERRAL = "referral", "Open referral"
        ORDER = "order", "Court order in force"
        ACTION = "action", "Open action"
        REQUEST = "request", "Open request"
        BOOKING = "booking", "Booking"
        AUTHORITY = "authority", "Authority in force"
        HIT = "hit", "Open hit"
        UNKNOWN = "unknown", "Not known"
        THREAT_TO_LIFE = "threat_to_life", "Threat to life"
        GIVER = "giver", "Added by the giver"

    ref = models.CharField(max_length=16, unique=True)
    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="risks")
    source = models.CharField(max_length=16, choices=Source)
    about = models.CharField(max_length=60, blank=True, help_text="The record it was found in.")
    text = models.CharField(max_length=400)
    added_by = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    acknowledged_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True, help_text="When the records no longer showed it.")
    terms = models.CharField(max_length=5, choices=Terms, default=Terms.MOVES)
    kept_until = models.DateField(null=True, help_text="The giver’s last day with it.")
    terms_reason = models.CharField(max_length=400, blank=True)
    terms_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    terms_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, related_name="+", help_text="The giver's officer."
    )
    agreed_at = models.DateTimeField(null=True)
    handed_over_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+")
    handed_over_at = models.DateTimeField(
        null=True, help_text="When the giver handed over what it had kept."
    )

    class Meta:
        ordering = ("added_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("transfer", "source", "about"),
                condition=Q(over_at=None) & ~Q(source="giver"),
                name="risk_listed_once",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_by__isnull=True) ^ Q(acknowledged_at__isnull=False),
                name="risk_acknowledged_by_name",
            ),
            models.CheckConstraint(
                condition=Q(terms="kept", kept_until__isnull=False, terms_by__isnull=False)
                & ~Q(terms_reason="")
                | Q(terms="moves", kept_until=None),
                name="risk_kept_until_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.ref
