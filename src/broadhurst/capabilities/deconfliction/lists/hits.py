"""The list of hits, for the page, the API and the terminal."""

from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When

from broadhurst.capabilities.deconfliction.models import HitSide, Kind
from broadhurst.capabilities.deconfliction.queries.hits import (
    add_ocg_names,
    may_acknowledge,
    name_of_side,
    sides,
    to_acknowledge,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import first_capital, in_sentence
from broadhurst.foundation.lists.cells import Cell, Due, Link, Muted, Reference, Tag
from broadhurst.foundation.lists.declared import (
    BulkAction,
    Column,
    List,
    Rows,
    Tab,
    everything,
    with_boxes,
)


def _rows(actor: Actor) -> Rows:
    is_own = When(unit=actor.unit, then=Value(True))
    related = ("hit", "entry", "event", "other_unit__agency", "unit")
    rows = sides().select_related(None).select_related(*related)
    rows = rows.annotate(is_own=Case(is_own, default=Value(False), output_field=BooleanField()))
    return with_boxes(rows, to_acknowledge(actor), name_of_side(actor))


def _match(side: Any) -> Cell:
    return (first_capital(side.hit.words), Muted(first_capital(side.hit.get_strength_display())))


def _entry(side: Any) -> Cell:
    address = record_address("deconfliction:hit", side.ref if side.is_own else side.address)
    reference = Reference(side.ocg_ref) if side.ocg_ref else None
    return (Link(_name(side), address), side.ocg_name or None, reference)


def _name(side: Any) -> str:
    """Return the name of the reader's own side: its event or entry; for a desk, the unit."""
    if not side.is_own:
        return str(side.unit.name)
    if side.event_id:
        return str(side.event)
    if side.entry:
        return str(side.entry.title)
    return "Over and deleted" if side.hit.kind == "event" else "Expired or withdrawn"


def _status(side: HitSide) -> Cell:
    notes: list[Any] = []
    if side.of_own_entry:
        notes.append(Muted(f"Entry: {in_sentence(side.of_own_entry)}"))
    if side.of_their_event:
        notes.append(Muted(f"Their event: {side.of_their_event}"))
    return (_step(side), *notes)


def _step(side: HitSide) -> Tag | Due:
    if side.closed_at:
        return Tag(side.get_outcome_display(), "green")
    if not side.acknowledged_at:
        return Due(side.due_at)
    if not side.contacted_at:
        return Tag("No contact yet", "orange")
    return Tag("No outcome yet", "blue")


def _open(_actor: Actor) -> Q:
    return Q(closed_at=None)


def _of_unit(actor: Actor) -> Q:
    return Q(closed_at=None, unit=actor.unit)


def _overdue(_actor: Actor) -> Q:
    return Q(closed_at=None, acknowledged_at=None, due_at__lt=clock.now())


def _on_events(_actor: Actor) -> Q:
    return Q(closed_at=None, hit__kind=Kind.EVENT)


HITS = List(
    key="hits",
    is_downloaded=False,  # rule 20: entries are never exported
    label="Hits",
    noun="hit",
    page="deconfliction:hits",
    rows=_rows,
    columns=(
        Column("entry", "Your entry", _entry, fixed=True),
        Column("ref", "Hit", lambda side: Reference(side.ref), sort="hit__ref", fixed=True),
        Column("match", "Match", _match),
        Column(
            "other",
            "Other side",
            lambda side: side.other_unit.agency.name,
            sort="other_unit__agency__name",
        ),
        Column("contact", "Contact", lambda side: side.other_contact),
        Column("status", "Status", _status),
        Column("raised", "Raised", lambda side: side.raised_at, sort="raised_at", shown=False),
        Column("due", "Due", lambda side: side.due_at, sort="due_at", shown=False),
    ),
    sort="-raised",
    nothing=(
        "No hits yet",
        "When another unit has the same target as your unit, we tell both who to contact.",
    ),
    opens_on="open",
    tabs=(
        Tab("open", "Open", _open),
        Tab("unit", "Open, of my unit", _of_unit),
        Tab("events", "Open, on events", _on_events),
        Tab("overdue", "Overdue", _overdue),
        Tab("all", "All", everything),
    ),
    with_each=add_ocg_names,
    bulk=(BulkAction("Acknowledge hits", "deconfliction:acknowledge_hits", may_acknowledge),),
)
