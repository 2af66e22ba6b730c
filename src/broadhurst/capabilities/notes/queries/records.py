"""The kinds of record that can have notes, and how a record is found by its reference.

The function `notes_record_open` of the migration says the same to the database: a test compares the
two. A reader who sees a record in part does not find it here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.urls import reverse

from broadhurst.capabilities.deconfliction.models import Event, HitSide
from broadhurst.capabilities.deconfliction.queries.hits import own_first, side_named
from broadhurst.capabilities.inspections.models import Response
from broadhurst.capabilities.liaison.models import Request
from broadhurst.capabilities.meetings.models import Agenda
from broadhurst.capabilities.plans.models import Action, Plan
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.safeguarding.models import Referral
from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.transfers.models import Transfer
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.access.models import Dossier
from broadhurst.foundation.access.one_pass import read_once
from broadhurst.foundation.access.prepared_query import PreparedQuery, prepared_query
from broadhurst.foundation.database.ahead import Ask
from broadhurst.foundation.govuk.words import day


@dataclass(frozen=True)
class RecordKind:
    """A kind of record: its noun, the name of its page's address, and its table."""

    noun: str
    page: str
    model: type[Model]


KINDS = {
    "ACT": RecordKind("action", "plans:action", Action),
    "BID": RecordKind("bid", "tasking:bid", Bid),
    "EVT": RecordKind("planned event", "planned_events:event", Event),
    "HIT": RecordKind("hit", "deconfliction:hit", HitSide),
    "MTG": RecordKind("agenda", "meetings:meeting", Agenda),
    "OCG": RecordKind("OCG", "dossier:ocg", Ocg),
    "PLN": RecordKind("plan", "plans:plan", Plan),
    "REF": RecordKind("referral", "safeguarding:referral", Referral),
    "REQ": RecordKind("request", "liaison:request", Request),
    "RSP": RecordKind("response", "inspections:response", Response),
    "TRF": RecordKind("transfer", "transfers:transfer", Transfer),
}
# Planned events and sides of a hit have no dossier: they belong to a unit.
OF_A_UNIT = (Event, HitSide)
KEY_OF_MODEL = {kind.model: key for key, kind in KINDS.items()}


def record_rows(key: str, actor: Actor) -> QuerySet[Any]:
    """Return the records of a kind that an actor sees in full."""
    return own_first(actor) if KINDS[key].model is HitSide else _rows_of(key)


def _rows_of(key: str) -> QuerySet[Any]:
    model = KINDS[key].model
    rows: QuerySet[Any] = model._default_manager.all()
    if model is Agenda:
        rows = rows.select_related("meeting__board")
    if model in OF_A_UNIT:
        return rows
    # A reader in part sees the row of an OCG, but no dossier.
    return rows.filter(Exists(Dossier.objects.filter(pk=OuterRef("dossier_id"))))


def records_at(
    actor: Actor, ref: str, without: Collection[str] = ()
) -> tuple[QuerySet[Any], dict[str, str]]:
    """Return the records that a reference is looked up in, and the lookup.

    A reference of another kind, or of a kind in `without`, finds nothing.
    """
    key = key_of(ref)
    if not key or key in without:
        return Ocg.objects.none(), {"ref": ref}
    return record_rows(key, actor), named(key, ref)


@read_once
def record_at(actor: Actor, ref: str) -> Any:
    """Return the record of a reference, or None if the actor does not see it in full."""
    key = key_of(ref)
    if key and key != "HIT":
        return next(iter(_looked_up(key)(ref)), None)
    rows, lookup = records_at(actor, ref)
    return next(iter(rows.filter(**lookup)[:1]), None)


@cache
def _looked_up(key: str) -> PreparedQuery[[str], Any]:
    """Return the statement that finds a record of a kind by its reference, written once."""

    def by_reference(ref: str) -> QuerySet[Any]:
        return _rows_of(key).filter(**named(key, ref))[:1]

    return prepared_query(by_reference)


def ask_record(ref: str) -> Ask:
    """Return the statement of `record_at` for a record other than a hit, to send it ahead."""
    return _looked_up(key_of(ref)).ask(ref)


def asks_on_page(_actor: Actor, page: str, ref: str) -> list[Ask]:
    """Return the statement that a record's own page looks it up with, to send it ahead.

    `settings.RECORD_OF_THE_PARTS` names this function.
    """
    key = key_of(ref)
    return [ask_record(ref)] if key not in ("", "HIT") and KINDS[key].page == page else []


def key_of(ref: str) -> str:
    """Return the key of a reference's kind, or "" if that kind has no notes."""
    key = ref.partition("-")[0]
    return key if key in KINDS else ""


def named(key: str, ref: str) -> dict[str, str]:
    """Return the lookup for a record from its reference."""
    if key == "HIT":
        return side_named(ref)
    return {"meeting__ref": ref} if key == "MTG" else {"ref": ref}


def kind_of(row: Model) -> RecordKind:
    """Return the kind of a record."""
    return KINDS[KEY_OF_MODEL[type(row)]]


def address_ref(row: Any) -> str:
    """Return the reference of a record as in its address. A side of a hit names its unit too."""
    return f"{row.hit.ref}@{row.unit.key}" if isinstance(row, HitSide) else str(row.ref)


def page_of(key: str, about: str) -> str:
    """Return the address of a record's own page."""
    return reverse(KINDS[key].page, args=[about])


def caption_of(row: Any) -> str:
    """Return what a page calls a record: an OCG by its name, an agenda by its board and day.

    Others are called by their kind and reference.
    """
    if isinstance(row, Ocg):
        return f"{row.name} {row.ref}"
    if isinstance(row, Agenda):
        return f"{row.meeting.board.unit.name}, {day(row.meeting.at)} {row.ref}"
    noun = kind_of(row).noun
    return f"{noun[:1].upper()}{noun[1:]} {row.ref}"
