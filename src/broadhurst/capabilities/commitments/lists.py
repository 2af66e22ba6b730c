"""The list of proposed actions, for the page, the API and the terminal."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from broadhurst.capabilities.commitments.models import Commitment
from broadhurst.capabilities.commitments.queries import commitments
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.lists.cells import Cell, Due, Link, Reference, Tag
from broadhurst.foundation.lists.declared import ALL, Column, Filter, List, Rows, Tab, everything

COLOURS = {"open": "blue", "done": "green", "ended": "grey"}


def _action(row: Any) -> Cell:
    return (Link(row.about, reverse("commitments:commitment", args=[row.ref])), Reference(row.ref))


def _due(row: Any) -> Cell:
    return (row.due_on, Due(row.due_on)) if row.stage == Commitment.Stage.OPEN else row.due_on


def _open(_actor: Actor) -> Q:
    return Q(stage=Commitment.Stage.OPEN)


def _own(actor: Actor) -> Q:
    return Q(owner=actor.officer, stage=Commitment.Stage.OPEN)


def _matching(rows: Rows, words: str) -> Rows:
    return rows.filter(Q(about__icontains=words) | Q(action__icontains=words) | Q(ref=words))


COMMITMENTS = List(
    key="proposed-actions",
    label="Proposed actions",
    noun="proposed action",
    page="commitments:commitments",
    rows=lambda _actor: commitments(),
    columns=(
        Column("about", "Proposed for", _action, sort="about", fixed=True),
        Column("force", "Police force", lambda row: row.force.short_name, sort="force__name"),
        Column("owner", "Owner", lambda row: row.owner.name, sort="owner__name"),
        Column("due", "Due", _due, sort="due_on"),
        Column(
            "stage",
            "Status",
            lambda row: Tag(row.get_stage_display(), COLOURS[row.stage]),
            sort="stage",
        ),
    ),
    sort="due",
    nothing=(
        "No proposed actions yet",
        "Actions that a response proposes appear here when it is published.",
    ),
    opens_on="open",
    tabs=(
        Tab("open", "Open", _open),
        Tab("own", "Yours", _own),
        Tab(ALL, "All", everything),
    ),
    filters=(
        Filter("q", "Words", _matching),
        Filter(
            "stage",
            "Status",
            lambda rows, stage: rows.filter(stage=stage),
            choices=lambda: Commitment.Stage.choices,
        ),
    ),
)
