"""The list of open hits that a desk follows up, for the page, the API and the terminal."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, F, When

from broadhurst.capabilities.deconfliction.models import HitSide
from broadhurst.capabilities.deconfliction.queries.hits import (
    may_acknowledge,
    name_of_side,
    to_acknowledge,
)
from broadhurst.capabilities.deconfliction.queries.on_duty import (
    read_duty_contacts,
    send_duty_contacts,
)
from broadhurst.capabilities.duty_desks.queries.desks import (
    IN_CONTACT,
    NOT_ACKNOWLEDGED,
    NOT_IN_CONTACT,
    overdue,
    worklist,
)
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import first_capital
from broadhurst.foundation.lists.cells import Cell, Due, Link, Muted, Tag
from broadhurst.foundation.lists.declared import (
    BulkAction,
    Column,
    Filter,
    List,
    Rows,
    Tab,
    everything,
    with_boxes,
)


def _rows(actor: Actor) -> Rows:
    related = ("hit", "entry", "event", "other_unit__agency", "unit")
    rows = worklist(actor.unit).select_related(None).select_related(*related)
    return with_boxes(rows, to_acknowledge(actor), name_of_side(actor))


def _with_contacts(rows: Sequence[Any]) -> None:
    """Add the contact on duty now for the unit of each row."""
    contacts = read_duty_contacts(send_duty_contacts([side.unit_id for side in rows], clock.now()))
    for side in rows:
        side.contact = contacts[side.unit_id].contact


def _hit(side: HitSide) -> Cell:
    address = record_address("deconfliction:hit", side.address)
    return Link(side.ref, address, is_reference=True, about=f"of {side.unit.name}")


def _unit(side: Any) -> Cell:
    return (side.unit.name, Muted(f"Contact {side.contact}"))


def _other(side: HitSide) -> Cell:
    return (side.other_unit.agency.name, Muted(f"Contact {side.other_contact}"))


def _status(side: HitSide) -> Cell:
    if side.acknowledged_at:
        is_in_contact = side.contacted_at is not None
        return Tag("No outcome yet", "blue") if is_in_contact else Tag("No contact yet", "orange")
    return Tag(side.get_level_display(), "red") if side.level else Tag("Not acknowledged", "grey")


def _due(side: HitSide) -> Cell:
    return None if side.acknowledged_at else Due(side.due_at)


def _why(side: HitSide) -> Cell:
    return Link("Why", record_address("duty_desks:hit_why", side.ref), about=f"{side.ref} matches")


def _due_until_acknowledged() -> Case:
    return Case(When(acknowledged_at=None, then=F("due_at")))


DESK_HITS = List(
    key="desk-hits",
    is_downloaded=False,  # rule 20: entries are never exported
    label="Open hits",
    noun="open hit",
    page="duty_desks:desk",
    rows=_rows,
    columns=(
        Column("ref", "Hit", _hit, sort="hit__ref", fixed=True),
        Column("unit", "Unit", _unit, sort="unit__name"),
        Column("other", "Other side", _other, sort="other_unit__agency__name"),
        Column("match", "Match", lambda side: first_capital(side.hit.words)),
        Column("status", "Status", _status),
        Column("due", "Due", _due, sort="due_to_acknowledge", sort_value=_due_until_acknowledged),
        Column("raised", "Raised", lambda side: side.raised_at, sort="raised_at", shown=False),
        Column("why", "Why", _why),
    ),
    sort="due",
    nothing=(
        "No open hits",
        "When a unit that this desk serves has the same target as another unit, the hit appears "
        "here until both have spoken.",
    ),
    tabs=(
        Tab("overdue", "Overdue", lambda _actor: overdue(clock.now())),
        Tab("unacknowledged", "Not acknowledged", lambda _actor: NOT_ACKNOWLEDGED),
        Tab("no_contact", "No contact yet", lambda _actor: NOT_IN_CONTACT),
        Tab("no_outcome", "No outcome yet", lambda _actor: IN_CONTACT),
        Tab("all", "All", everything),
    ),
    bulk=(BulkAction("Acknowledge hits", "duty_desks:acknowledge_hits", may_acknowledge),),
    filters=(Filter("unit", "Unit", lambda rows, text: rows.filter(unit__name__icontains=text)),),
    with_each=_with_contacts,
)
