"""The list of practice notes, for the page, the API and the terminal."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q
from django.urls import reverse

from broadhurst.capabilities.plans.models import P
from broadhurst.capabilities.practice.models import Adoption, Label, Note
from broadhurst.capabilities.practice.queries.notes import (
    current_adoptions,
    notes,
    with_adoptions,
)
from broadhurst.capabilities.practice.rules import OPEN
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import london_day
from broadhurst.foundation.lists.cells import Cell, Link, Muted, Reference, Tag
from broadhurst.foundation.lists.declared import ALL, Column, Filter, List, Rows, Tab, everything

COLOURS = {"worked": "green", "promising": "teal", "new": "blue", "did_not_work": "orange"}
STAGES = {"draft": "grey", "withdrawn": "red", "public": "purple"}


def _note(note: Any) -> Cell:
    stage = STAGES.get(note.stage)
    tag = Tag(note.get_stage_display(), stage) if stage else None
    return (Link(note.title, reverse("practice:note", args=[note.ref])), Reference(note.ref), tag)


def _adopted_by(note: Any) -> Cell:
    if not note.adopted_by:
        return Muted("Nobody yet")
    return ", ".join(str(agency) for agency in note.adopted_by)


def _published(note: Any) -> Cell:
    return london_day(note.published_at) if note.published_at else Muted("Not yet")


def _matching(rows: Rows, words: str) -> Rows:
    within = [f"{name}__icontains" for name in ("title", "what", "place", "evidence", "ref")]
    for word in words.split():
        rows = rows.filter(reduce(or_, (Q(**{lookup: word}) for lookup in within)))
    return rows


def _of_organisation(rows: Rows, name: str) -> Rows:
    agency = "unit__agency__"
    return rows.filter(
        Q(**{f"{agency}name__icontains": name}) | Q(**{f"{agency}short_name__icontains": name})
    )


def _with_result(rows: Rows, result: str) -> Rows:
    latest = Adoption.objects.filter(pk__in=current_adoptions().values("pk"), result=result)
    return rows.filter(pk__in=latest.values("note"))


def _published_tab(_actor: Actor) -> Q:
    return Q(stage__in=OPEN)


def _own(actor: Actor) -> Q:
    return Q(unit=actor.unit)


def _adopted(actor: Actor) -> Q:
    latest = Adoption.objects.filter(pk__in=current_adoptions().values("pk"), agency=actor.agency)
    return Q(pk__in=latest.values("note"))


def _with_each(rows: Sequence[Any]) -> None:
    with_adoptions(rows)


NOTES = List(
    key="practice-notes",
    label="Practice",
    noun="practice note",
    page="practice:notes",
    rows=lambda _actor: notes(),
    columns=(
        Column("title", "Practice note", _note, sort="title", fixed=True),
        Column(
            "label",
            "How well it worked",
            lambda note: Tag(note.get_label_display(), COLOURS[note.label]),
            sort="label",
        ),
        Column("topic", "Topic", lambda note: note.get_topic_display(), sort="topic"),
        Column("by", "Written by", lambda note: note.unit.agency.name, sort="unit__agency__name"),
        Column("place", "Where", lambda note: note.place),
        Column("adopted", "Adopted by others", _adopted_by),
        Column("published", "Published", _published, sort="published_at"),
        Column("cost", "Cost", lambda note: note.cost, shown=False),
    ),
    sort="title",
    nothing=(
        "No practice notes yet",
        "Notes of what worked, and what did not, appear here when a unit publishes them.",
    ),
    tabs=(
        Tab("published", "Published", _published_tab),
        Tab("own", "By your unit", _own),
        Tab("adopted", "Recorded by your organisation", _adopted),
        Tab(ALL, "All", everything),
    ),
    filters=(
        Filter("q", "Words", _matching),
        Filter(
            "label",
            "How well it worked",
            lambda rows, label: rows.filter(label=label),
            choices=lambda: Label.choices,
        ),
        Filter(
            "topic",
            "Topic",
            lambda rows, topic: rows.filter(topic=topic),
            choices=lambda: P.choices,
        ),
        Filter("organisation", "Organisation", _of_organisation),
        Filter(
            "result", "Adopted by others", _with_result, choices=lambda: Adoption.Result.choices
        ),
        Filter(
            "stage",
            "Status",
            lambda rows, stage: rows.filter(stage=stage),
            choices=lambda: Note.Stage.choices,
        ),
        Filter(
            "finding",
            "Inspectorate’s finding",
            lambda rows, key: rows.filter(finding__key=key),
        ),
    ),
    with_each=_with_each,
    is_beyond_dossiers=True,
    marking="OFFICIAL",
)
