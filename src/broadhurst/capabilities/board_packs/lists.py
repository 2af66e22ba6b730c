"""The list of board packs, for the page, the API and the terminal."""

from django.db.models import Q

from broadhurst.capabilities.board_packs.models import BoardPack
from broadhurst.capabilities.board_packs.queries.packs import packs
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.lists.cells import Cell, Link, Reference
from broadhurst.foundation.lists.declared import Column, List, Tab, everything


def _name(pack: BoardPack) -> Cell:
    return Link(pack.name, record_address("board_packs:board_pack", pack.ref))


BOARD_PACKS = List(
    key="board-packs",
    label="Board packs",
    noun="board pack",
    page="board_packs:board_packs",
    rows=lambda _actor: packs(),
    columns=(
        Column("name", "Name", _name, sort="name", fixed=True),
        Column("ref", "Reference", lambda pack: Reference(pack.ref), sort="ref", fixed=True),
        Column("period", "Period", lambda pack: pack.get_period_display()),
        Column("figures", "Figures", lambda pack: len(pack.figures)),
        Column("records", "Records", lambda pack: len(pack.records)),
        Column("monthly", "Every month", lambda pack: "Yes" if pack.is_monthly else "No"),
        Column("made", "Made", lambda pack: pack.made_at, sort="made_at"),
    ),
    sort="name",
    nothing=(
        "No board packs yet",
        "Choose figures and records once. Broadhurst makes the document for each meeting.",
    ),
    tabs=(
        Tab("monthly", "Every month", lambda _actor: Q(is_monthly=True)),
        Tab("all", "All", everything),
    ),
)
