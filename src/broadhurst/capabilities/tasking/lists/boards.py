"""The lists of boards and capabilities, for the page, the API and the terminal."""

from typing import Any

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, When

from broadhurst.capabilities.tasking.models import Bid, Board
from broadhurst.capabilities.tasking.queries.boards import boards, capabilities
from broadhurst.capabilities.tasking.rules.bidding import UNDECIDED
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.lists.cells import Cell, Link, Muted, Tag
from broadhurst.foundation.lists.declared import (
    Column,
    Filter,
    List,
    Rows,
    Tab,
    everything,
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
        Tab("unit", "My unit", _own_capability),
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
