"""A refusal is an answer and is kept: recorded after the command was rolled back."""

from typing import Any

from django.db import models

from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import record
from broadhurst.foundation.workflow import in_the_log

SUBJECT = 60  # letters of a subject that the log keeps


def reference_of(row: object) -> str:
    """The reference of a row: its `ref`, or its words as far as the log keeps them."""
    return str(getattr(row, "ref", row))[:SUBJECT]


def dossier_of(row: object) -> Dossier | None:
    """The dossier of a row, if it stands behind the wall."""
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


def keep_not_found(actor: Actor, what: object, which: dict[str, object]) -> None:
    """Record that somebody asked for what is not theirs to see, or is not there."""
    asked = " ".join(str(value)[:40] for value in which.values())
    record(
        actor,
        "access.not_found",
        f"{what} {asked}"[:SUBJECT],
        dossier=None,
        kind=Event.Kind.REFUSAL,
    )


def keep_opened(actor: Actor, row: object) -> None:
    """Record a consultation."""
    record(
        actor,
        "record.opened",
        reference_of(row),
        dossier=dossier_of(row),
        kind=Event.Kind.CONSULTATION,
    )
