"""The list of bids, for the page, the API and the terminal."""

from typing import Any

from django.urls import reverse

from broadhurst.capabilities.tasking.models import Bid
from broadhurst.capabilities.tasking.queries.bids import bids, count_hits_of_each
from broadhurst.capabilities.tasking.rules.bidding import UNDECIDED
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import london_day
from broadhurst.foundation.lists.cells import Cell, Link, Reference, Tag
from broadhurst.foundation.lists.declared import Column, Filter, List, Rows, Tab, everything


def _name(bid: Any) -> Cell:
    """A bid is called by its OCG, or by its bidder if the reader cannot see the OCG."""
    name = bid.ocg.name if bid.ocg else f"Bid of {bid.bidder.name}"
    link = Link(name, reverse("tasking:bid", args=[bid.ref]))
    return (link, Reference(bid.ref), Tag("Urgent", "red") if bid.is_urgent else None)


def _ocg(bid: Any) -> Cell:
    if not bid.ocg:
        return None
    address = reverse("dossier:ocg", args=[bid.ocg.ref])
    return Link(bid.ocg.ref, address, is_reference=True, about=bid.ocg.name)


def _asked(bid: Any) -> Cell:
    return str(bid.capability.name if bid.capability else bid.get_ask_display())


def _mine(actor: Actor, rows: Rows) -> Rows:
    return rows.filter(made_by=actor.officer)


def _of_unit(actor: Actor, rows: Rows) -> Rows:
    return rows.filter(bidder=actor.unit)


def _undecided(_actor: Actor, rows: Rows) -> Rows:
    return rows.filter(stage__in=UNDECIDED)


BIDS = List(
    key="bids",
    label="Bids",
    noun="bid",
    page="tasking:bids",
    rows=lambda _actor: bids(),
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
