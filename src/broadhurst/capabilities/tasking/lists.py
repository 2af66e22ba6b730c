"""The lists of bids, directions, boards and capabilities, at every door."""

from typing import Any

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, When

from broadhurst.capabilities.tasking.models import Bid, Board, Direction
from broadhurst.capabilities.tasking.queries.bids import count_hits_of_each, ocg_of, to_triage
from broadhurst.capabilities.tasking.queries.boards import boards, capabilities
from broadhurst.capabilities.tasking.queries.directions import directions
from broadhurst.capabilities.tasking.rules.bidding import UNDECIDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import london_day
from broadhurst.foundation.lists.cells import Cell, Due, Link, Muted, Reference, Tag
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
    nothing=("No bids yet", "Bids that you make or can see appear here."),
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
    tabs=(
        Tab("in_force", "In force", lambda _actor: Q(stage="in_force")),
        Tab("all", "All", everything),
    ),
)


def _boards(actor: Actor) -> Rows:
    is_own = Case(When(unit=actor.unit, then=True), default=False, output_field=BooleanField())
    rows: Rows = boards().annotate(is_own=is_own)
    return rows


def _board(board: Any) -> Cell:
    link = Link(board.unit.name, record_address("tasking:board", board.ref))
    return (link, Tag("Yours", "blue") if board.is_own else None)


def _own_board(actor: Actor) -> Q:
    return Q(unit=actor.unit)


def _with_bids(_actor: Actor) -> Q:
    return Q(Exists(Bid.objects.filter(board=OuterRef("pk"), stage__in=UNDECIDED)))


BOARDS = List(
    key="boards",
    label="Tasking boards",
    noun="board",
    page="tasking:boards",
    rows=_boards,
    columns=(
        Column("board", "Board", _board, sort="unit__name", fixed=True),
        Column("level", "Level", lambda board: board.get_level_display(), sort="level"),
        Column(
            "organisation",
            "Organisation",
            lambda board: board.unit.agency.short_name,
            sort="unit__agency__name",
        ),
        Column(
            "next",
            "Next meeting",
            lambda board: board.next_at or Muted("None planned"),
            sort="next_at",
        ),
        Column(
            "waiting", "Bids waiting", lambda board: board.waiting, sort="waiting", numeric=True
        ),
    ),
    sort="organisation",
    nothing=(
        "No boards yet",
        "An administrator opens boards at the terminal. See “broadhurst tasking open-board "
        "--help”.",
    ),
    tabs=(
        Tab("unit", "My unit", _own_board),
        Tab("waiting", "With bids waiting", _with_bids),
        Tab("all", "All", everything),
    ),
    filters=(
        Filter(
            "level",
            "Level",
            lambda rows, level: rows.filter(level=level),
            choices=lambda: Board.Level.choices,
        ),
    ),
)


def _capability(row: Any) -> Cell:
    return Link(row.name, record_address("tasking:capability", row.code))


def _authority(row: Any) -> Cell:
    return "Needed" if row.needs_statutory_authority else "Not needed"


def _own_capability(actor: Actor) -> Q:
    return Q(provider=actor.unit)


def _free(_actor: Actor) -> Q:
    return Q(taken__lt=F("capacity"))


CAPABILITIES = List(
    key="capabilities",
    label="Capabilities",
    noun="capability",
    nouns="capabilities",
    page="tasking:capabilities",
    rows=lambda _actor: capabilities(clock.now()),
    columns=(
        Column("name", "Capability", _capability, sort="name", fixed=True),
        Column("provider", "Provider", lambda row: row.provider.name, sort="provider__name"),
        Column("authority", "Statutory authority", _authority, sort="needs_statutory_authority"),
        Column(
            "days",
            "Working days to expect",
            lambda row: row.lead_time_days,
            sort="lead_time_days",
            numeric=True,
        ),
        Column(
            "taken",
            "Allocated now",
            lambda row: f"{row.taken} of {row.capacity}",
            sort="taken",
            numeric=True,
        ),
    ),
    sort="name",
    nothing=(
        "The catalogue is empty",
        "An administrator adds capabilities at the terminal. See “broadhurst tasking "
        "open-capability --help”.",
    ),
    tabs=(
        Tab("unit", "Of my unit", _own_capability),
        Tab("free", "With a free team", _free),
        Tab("all", "All", everything),
    ),
    filters=(
        Filter(
            "authority",
            "Statutory authority",
            lambda rows, value: rows.filter(needs_statutory_authority=value == "yes"),
            choices=lambda: [("yes", "Needed"), ("no", "Not needed")],
        ),
    ),
)
