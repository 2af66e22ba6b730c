"""Audit events: append-only rows, in the transaction of what they tell of.

Data Protection Act 2018 s.62 asks for logs of collection, alteration, consultation, disclosure,
combination and erasure. A refusal is kept too. An event never holds what was erased.
"""

from django.db import models

from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.agencies.models import Officer, Posting


class Event(models.Model):
    """One thing that happened: who, in which posting, did what to which subject, when."""

    class Kind(models.TextChoices):
        COLLECTION = "collection"
        ALTERATION = "alteration"
        CONSULTATION = "consultation"
        DISCLOSURE = "disclosure"
        COMBINATION = "combination"
        ERASURE = "erasure"
        REFUSAL = "refusal"

    # Not an auto field: the writer takes the number from the sequence first, because an actor may
    # record an event on a dossier that this very command has closed to them, and the RETURNING of
    # an auto field would ask to read the row back.
    id = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=12, choices=Kind)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    # Each index is written with every event: what begins with these is indexed below, and by the
    # posting none is looked for.
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


class Told(models.Model):
    """That an event is to be brought to the notice of a unit or an officer."""

    id = models.BigIntegerField(primary_key=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="told")
    principal = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("principal", "-event"), name="told_by_principal"),)

    def __str__(self) -> str:
        return f"{self.event_id} to {self.principal}"
