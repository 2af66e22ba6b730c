"""The lists of bids and directions, for the page, the API and the terminal."""

from typing import Any

from django.db.models import Q

from broadhurst.capabilities.tasking.models import Bid, Direction
from broadhurst.capabilities.tasking.queries.bids import count_hits_of_each, ocg_of, to_triage
from broadhurst.capabilities.tasking.queries.directions import directions
from broadhurst.capabilities.tasking.rules.bidding import UNDECIDED
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import london_day
from broadhurst.foundation.lists.cells import Cell, Due, Link, Reference, Tag
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
    # The OCG is fetched separately: a board may read a bid without access to it.
    rows = Bid.objects.select_related("board__unit", "bidder", "capability", "given", "meeting")
    return with_boxes(rows.prefetch_related("ocg"), to_triage(actor))


def _name(bid: Any) -> Cell:
    """A bid is called by its OCG, or by its bidder if the reader cannot see the OCG."""
    ocg = ocg_of(bid)
    name = ocg.name if ocg else f"Bid of {bid.bidder.name}"
    link = Link(name, record_address("tasking:bid", bid.ref))
    return (link, Reference(bid.ref), Tag("Urgent", "red") if bid.is_urgent else None)


def _ocg(bid: Any) -> Cell:
    ocg = ocg_of(bid)
    if ocg is None:
        return None
    return Link(ocg.ref, record_address("dossier:ocg", ocg.ref), is_reference=True, about=ocg.name)


def _asked(bid: Any) -> Cell:
    return str(bid.capability.name if bid.capability else bid.get_ask_display())


def _mine(actor: Actor) -> Q:
    return Q(made_by=actor.officer)


def _of_unit(actor: Actor) -> Q:
    return Q(bidder=actor.unit)


def _undecided(_actor: Actor) -> Q:
    return Q(stage__in=UNDECIDED)


BIDS = List(
    key="bids",
    label="Bids",
    noun="bid",
    page="tasking:bids",
    rows=_rows,
    columns=(
        Column("ref", "Bid", _name, sort="ref", fixed=True),
        Column("ocg", "OCG", _ocg),
        Column("asked", "Asked", _asked),
        Column("board", "Board", lambda bid: bid.board.unit.name, sort="board__unit__name"),
        Column("by", "By", lambda bid: bid.bidder.name, sort="bidder__name"),
        Column("made", "Made", lambda bid: london_day(bid.submitted_at), sort="submitted_at"),
        Column("needed", "Needed from", lambda bid: bid.from_on, sort="from_on"),
        Column("until", "Needed until", lambda bid: bid.until_on, sort="until_on", shown=False),
        Column("stage", "Status", lambda bid: bid.get_stage_display(), sort="stage"),
    ),
    sort="-made",
    nothing=("No bids yet", "Bids that you can see appear here."),
    tabs=(
        Tab("mine", "Made by me", _mine),
        Tab("unit", "My unit", _of_unit),
        Tab("undecided", "To decide", _undecided),
        Tab("all", "All", everything),
    ),
    bulk=(
        BulkAction("Put on an agenda", "tasking:put_on_agenda", lambda actor: not actor.reads_only),
    ),
    filters=(
        Filter(
            "stage",
            "Status",
            lambda rows, stage: rows.filter(stage=stage),
            choices=lambda: Bid.Stage.choices,
        ),
    ),
    with_each=count_hits_of_each,
)


def _direction(direction: Any) -> Cell:
    address = record_address("tasking:direction", direction.ref)
    return Link(direction.ref, address, is_reference=True, about=direction.recipient.name)


def _direction_due(direction: Any) -> Cell:
    is_open = direction.stage == Direction.Stage.IN_FORCE and direction.due_on
    return Due(direction.due_on) if is_open else direction.due_on


DIRECTIONS = List(
    key="directions",
    label="Directions of the NCA",
    noun="direction",
    page="tasking:directions",
    rows=lambda _actor: directions(),
    columns=(
        Column("ref", "Direction", _direction, sort="ref", fixed=True),
        Column("recipient", "Recipient", lambda row: row.recipient.name, sort="recipient__name"),
        Column("given", "Given", lambda row: row.given_on, sort="given_on"),
        Column("due", "To be performed by", _direction_due, sort="due_on"),
        Column("stage", "Status", lambda row: row.get_stage_display(), sort="stage"),
    ),
    sort="-given",
    nothing=("No directions", "Directions to your organisation that somebody records appear here."),
    opens_on="in_force",
    tabs=(
        Tab("in_force", "In force", lambda _actor: Q(stage="in_force")),
        Tab("all", "All", everything),
    ),
)
