"""The list of the actions of a unit, for the page, the API and the terminal."""

from datetime import date
from typing import Any

from django.db.models import Q

from broadhurst.capabilities.plans.models import Action, P
from broadhurst.capabilities.plans.queries.actions import seen_actions
from broadhurst.capabilities.plans.rules.plans import WITH_UNIT
from broadhurst.foundation import clock
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

COLOURS = {
    "proposed": "yellow",
    "accepted": "blue",
    "in_progress": "blue",
    "blocked": "red",
    "returned": "red",
    "complete": "green",
    "cancelled": "grey",
}


def _rows(actor: Actor) -> Rows:
    """Return the actions of the actor's unit. An action that it still has can be selected."""
    rows = seen_actions().filter(accountable_unit=actor.unit)
    return with_boxes(rows, Q(stage__in=WITH_UNIT))


def _may_answer(actor: Actor) -> bool:
    return not actor.reads_only


def _name(action: Any) -> Cell:
    return (Link(action.title, record_address("plans:action", action.ref)), Reference(action.ref))


def _is_open(_actor: Actor) -> Q:
    """Return the filter for open actions. A returned one is back with the unit that asked."""
    return Q(closed_at=None) & ~Q(stage=Action.Stage.RETURNED)


def _is_overdue(actor: Actor) -> Q:
    return _is_open(actor) & Q(due_on__lt=clock.today())


def _is_done(_actor: Actor) -> Q:
    return Q(stage=Action.Stage.COMPLETE)


def _matching(rows: Rows, words: str) -> Rows:
    for word in words.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(brief__icontains=word) | Q(ref__iexact=word)
        )
    return rows


UNIT_ACTIONS = List(
    key="unit-actions",
    label="Actions of your unit",
    noun="action",
    page="calendar:unit_actions",
    rows=_rows,
    columns=(
        Column("action", "Action", _name, sort="title", fixed=True),
        Column("p", "P", lambda action: action.get_p_display(), sort="p"),
        Column(
            "asked_by", "Asked by", lambda action: action.asking_unit.name, sort="asking_unit__name"
        ),
        Column(
            "due",
            "Due",
            lambda action: action.due_on if action.closed_at else Due(action.due_on),
            sort="due_on",
            is_indexed=True,
        ),
        Column(
            "closed",
            "Closed",
            lambda action: london_day(action.closed_at) if action.closed_at else "",
            sort="closed_at",
        ),
        Column(
            "stage",
            "Status",
            lambda action: Tag(action.get_stage_display(), COLOURS[action.stage]),
            sort="stage",
        ),
        Column("outcome", "Outcome", lambda action: action.outcome, shown=False),
    ),
    sort="due",
    nothing=("No actions yet", "An action appears here when a plan asks your unit for one."),
    opens_on="open",
    tabs=(
        Tab("open", "Open", _is_open),
        Tab("overdue", "Overdue", _is_overdue),
        Tab("done", "Done", _is_done),
        Tab("all", "All", everything),
    ),
    bulk=(
        BulkAction("Accept actions", "plans:accept_actions", _may_answer),
        BulkAction("Propose a due date", "plans:propose_dates", _may_answer),
    ),
    filters=(
        Filter("q", "Words", _matching),
        Filter("p", "P", lambda rows, p: rows.filter(p=p), choices=lambda: P.choices),
        Filter(
            "stage",
            "Status",
            lambda rows, stage: rows.filter(stage=stage),
            choices=lambda: Action.Stage.choices,
        ),
    ),
)


def due_between(actor: Actor, first: date, last: date) -> Rows:
    """Return the unit's open actions that are due from one day to another."""
    return _rows(actor).filter(_is_open(actor), due_on__range=(first, last))
