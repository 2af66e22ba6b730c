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
        return f"Pack {self.number} of {self.transfer_id}"


class Risk(Protected):
    """An open risk that passes with the OCG.

    The receiver acknowledges each one by name.
    """

    class Source(models.TextChoices):
        REFERRAL = "referral", "Open referral"
        ORDER = "order", "Court order in force"
        ACTION = "action", "Overdue action"
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
        )

    def __str__(self) -> str:
        return self.ref
