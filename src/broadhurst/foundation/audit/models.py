"""Audit events: append-only rows, written in the transaction of the act they record.

Data Protection Act 2018 s.62 requires logs of collection, alteration, consultation, disclosure,
combination and erasure. Refusals are logged too. An event never contains erased content.
"""

from django.db import models

from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.agencies.models import Officer, Posting


class Event(models.Model):
    """An audit event: an officer, in a posting, did something to a subject at an instant."""

    class Kind(models.TextChoices):
        COLLECTION = "collection"
        ALTERATION = "alteration"
        CONSULTATION = "consultation"
        DISCLOSURE = "disclosure"
        COMBINATION = "combination"
        ERASURE = "erasure"
        REFUSAL = "refusal"

    # Not an auto field, because the RETURNING of one must be allowed to read the row. An actor may
    # record an event on a dossier that the same command has just closed to them. So the writer
    # takes the number from the sequence first.
    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    # No index of their own: every event would have to update it. The indexes below begin with the
    # dossier and the officer, and nothing searches by posting.
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, null=True, related_name="events", db_index=False
    )
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="+", db_index=False)
    request_id = models.UUIDField()
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (
            models.Index(fields=("dossier", "-at"), name="event_by_dossier"),
            models.Index(fields=("subject", "-at"), name="event_by_subject"),
            models.Index(fields=("officer", "-at"), name="event_by_officer"),
        )

    def __str__(self) -> str:
        return f"{self.verb} {self.subject}"


class Notification(models.Model):
    """A notification: an event that a unit or an officer is notified of."""

    id = models.BigIntegerField(primary_key=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="notifications")
    principal = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("principal", "-event"), name="notification_by_principal"),)

    def __str__(self) -> str:
        return f"{self.event_id} to {self.principal}"
