"""The list of LROs with their training, for the page, the API and the terminal."""

from typing import Any

from django.db.models import F, Q

from broadhurst.capabilities.leads.queries.training import lros
from broadhurst.capabilities.leads.rules import objections_to_record_here
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.lists.cells import Cell, Link, Muted, Tag
from broadhurst.foundation.lists.declared import (
    ROW_REF,
    BulkAction,
    Column,
    List,
    Rows,
    Tab,
    everything,
)

UNTRAINED, UNASSIGNED = Q(trained_on=None), Q(led=0)


def _rows(actor: Actor) -> Rows:
    rows: Rows = lros(actor).annotate(**{ROW_REF: F("username")})
    return rows


def _may_record(actor: Actor) -> bool:
    return not objections_to_record_here(actor, actor.agency)


def _name(officer: Any) -> Cell:
    return (
        Link(officer.name, record_address("leads:training", officer.username)),
        Muted(officer.username),
    )


def _trained_on(officer: Any) -> Cell:
    return officer.trained_on or Tag("No training recorded", "orange")


LROS = List(
    key="lros",
    label="LROs and their training",
    noun="LRO",
    page="leads:lros",
    rows=_rows,
    columns=(
        Column("officer", "Officer", _name, sort="name", fixed=True),
        Column("grade", "Rank or grade", lambda officer: officer.grade, sort="grade"),
        Column("led", "Active OCGs as LRO", lambda officer: officer.led, sort="led", numeric=True),
        Column("trained_on", "Trained on", _trained_on, sort="trained_on"),
        Column("course", "Course", lambda officer: officer.trained_in or "", sort="trained_in"),
    ),
    sort="officer",
    nothing=(
        "No LROs yet",
        "Officers of your organisation who lead an OCG as LRO, or are trained for it, appear here.",
    ),
    tabs=(
        Tab("untrained", "Untrained", lambda _actor: UNTRAINED),
        Tab("unassigned", "Unassigned", lambda _actor: UNASSIGNED),
        Tab("all", "All", everything),
    ),
    bulk=(BulkAction("Record training", "leads:record_training_of_each", _may_record),),
)
