"""Record refusals, failed searches and opened records in the audit log.

A refusal is recorded after its command was rolled back.
"""

from datetime import timedelta
from typing import Any

from django.db import models

from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import record
from broadhurst.foundation.workflow import in_the_log

SUBJECT = 60  # the longest subject that the audit log takes, in characters
LATELY = timedelta(hours=12)  # a working day, in which a form may stay open


def reference_of(row: object) -> str:
    """Return the reference of a row: its `ref`, or its text, cut to the log's limit."""
    return str(getattr(row, "ref", row))[:SUBJECT]


def dossier_of(row: object) -> Dossier | None:
    """Return the dossier of a row, or None if the row has none.

    It is not read: a reader may see a published row without its dossier.
    """
    if key := getattr(row, "dossier_id", None):
        return Dossier(pk=key)
    dossier = getattr(row, "dossier", None)
    return dossier if isinstance(dossier, Dossier) else None


def keep_refusal(actor: Actor, verb: str, subject: dict[str, Any], objections: list[str]) -> None:
    """Record that a command was refused, with its objections."""
    about = next((row for row in subject.values() if isinstance(row, models.Model)), None)
    record(
        actor,
        "command.refused",
        reference_of(about) if about else "-",
        dossier=dossier_of(about),
        kind=Event.Kind.REFUSAL,
        verb=verb.replace("_", " "),
        objections=in_the_log(objections),
    )


def keep_not_found(actor: Actor, noun: object, lookup: dict[str, object]) -> None:
    """Record that an actor asked for a row that they may not see or that does not exist."""
    searched_for = " ".join(str(value)[:40] for value in lookup.values())
    record(
        actor,
        "access.not_found",
        f"{noun} {searched_for}"[:SUBJECT],
        dossier=None,
        kind=Event.Kind.REFUSAL,
    )


def keep_opened(actor: Actor, row: object) -> None:
    """Record that an actor opened a row (a consultation, DPA 2018 s.62)."""
    record(
        actor,
        "record.opened",
        reference_of(row),
        dossier=dossier_of(row),
        kind=Event.Kind.CONSULTATION,
    )


def was_opened(actor: Actor, row: object) -> bool:
    """Return whether the log says that an actor opened a row in the last 12 hours."""
    opened = Event.objects.filter(verb="record.opened", subject=reference_of(row))
    own_openings = opened.filter(officer=actor.officer, posting=actor.posting)
    return own_openings.filter(at__gt=clock.now() - LATELY).exists()
