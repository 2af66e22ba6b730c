"""The list of successions, for the page, the API and the terminal."""

from typing import Any

from django.db.models import Q

from broadhurst.capabilities.succession.models import Succession
from broadhurst.capabilities.succession.queries import successions
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.lists.cells import Cell, Link, Reference, Tag
from broadhurst.foundation.lists.declared import Column, Filter, List, Tab, everything

COLOURS = {"planned": "blue", "done": "green", "withdrawn": "grey"}


def _successor(succession: Any) -> Cell:
    href = record_address("succession:succession", succession.ref)
    return (Link(succession.successor.name, href), Reference(succession.ref))


def _from(succession: Any) -> Cell:
    return ", ".join(agency.name for agency in succession.predecessors.all())


SUCCESSIONS = List(
    key="successions",
    label="Successions",
    noun="succession",
    page="succession:successions",
    rows=lambda _actor: successions(),
    columns=(
        Column("successor", "Successor", _successor, sort="successor__name", fixed=True),
        Column("from", "Takes over from", _from),
        Column("day", "First day", lambda succession: succession.effective_on, sort="effective_on"),
        Column(
            "stage",
            "Status",
            lambda succession: Tag(succession.get_stage_display(), COLOURS[succession.stage]),
            sort="stage",
        ),
    ),
    sort="-day",
    nothing=(
        "No successions yet",
        "A succession appears here when an administrator plans a merger, a new organisation or a "
        "split.",
    ),
    tabs=(
        Tab("planned", "Planned", lambda _actor: Q(stage=Succession.Stage.PLANNED)),
        Tab("done", "Carried out", lambda _actor: Q(stage=Succession.Stage.DONE)),
        Tab("all", "All", everything),
    ),
    filters=(
        Filter(
            "stage",
            "Status",
            lambda rows, stage: rows.filter(stage=stage),
            choices=lambda: Succession.Stage.choices,
        ),
    ),
)
