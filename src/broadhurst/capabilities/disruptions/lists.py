"""The list of disruptions, for the page, the API and the terminal."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, prefetch_related_objects

from broadhurst.capabilities.disruptions.models import Disruption, Grade
from broadhurst.capabilities.disruptions.queries.shown import to_moderate_by
from broadhurst.capabilities.plans.models import P
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import in_sentence, london_day
from broadhurst.foundation.lists.cells import Cell, Link, Muted, Reference, Tag
from broadhurst.foundation.lists.declared import Column, Filter, List, Rows, Tab, everything

COLOURS = {
    "claimed": "blue",
    "returned": "yellow",
    "accepted": "green",
    "not_accepted": "red",
    "withdrawn": "grey",
}


def _rows(_actor: Actor) -> Rows:
    return Disruption.objects.select_related(
        "ocg", "action", "policy", "lead", "unit", "claimed_by"
    )


def _name(disruption: Disruption) -> Cell:
    link = Link(disruption.kind_label, record_address("disruptions:disruption", disruption.ref))
    return (link, Reference(disruption.ref))


def _grade(disruption: Disruption) -> Cell:
    claimed = disruption.get_grade_claimed_display()
    if not disruption.grade:
        return Muted(f"{claimed} claimed")
    if disruption.grade == disruption.grade_claimed:
        return disruption.get_grade_display()
    return (disruption.get_grade_display(), Muted(f"claimed as {in_sentence(claimed)}"))


def _matching(rows: Rows, words: str) -> Rows:
    for word in words.split():
        rows = rows.filter(
            Q(ocg__name__icontains=word)
            | Q(ocg__ref__iexact=word)
            | Q(action__title__icontains=word)
            | Q(ref__iexact=word)
            | Q(description__icontains=word)
        )
    return rows


def _led_by(rows: Rows, name: str) -> Rows:
    return rows.filter(Q(lead__name__icontains=name) | Q(lead__short_name__icontains=name))


def _mine(actor: Actor) -> Q:
    return Q(claimed_by=actor.officer)


def _with_each(rows: Sequence[Any]) -> None:
    prefetch_related_objects(list(rows), "supporters")


DISRUPTIONS = List(
    key="disruptions",
    label="Disruptions",
    noun="disruption",
    page="disruptions:disruptions",
    rows=_rows,
    columns=(
        Column("type", "Disruption", _name, sort="kind", fixed=True),
        Column("ocg", "OCG or action", lambda disruption: disruption.about, sort="ocg__name"),
        Column(
            "date",
            "Date",
            lambda disruption: disruption.happened_on,
            sort="happened_on",
            is_indexed=True,
        ),
        Column("grade", "Grade", _grade, sort="grade"),
        Column("p", "P", lambda disruption: disruption.get_p_display(), sort="p"),
        Column(
            "lead", "Lead organisation", lambda disruption: disruption.lead.name, sort="lead__name"
        ),
        Column(
            "supporters",
            "Supporting organisations",
            lambda disruption: ", ".join(agency.name for agency in disruption.supporters.all()),
            shown=False,
        ),
        Column(
            "claimed_by", "Claimed by", lambda disruption: disruption.claimed_by.name, shown=False
        ),
        Column(
            "claimed",
            "Claimed",
            lambda disruption: london_day(disruption.claimed_at),
            sort="claimed_at",
        ),
        Column(
            "stage",
            "Status",
            lambda disruption: Tag(disruption.get_stage_display(), COLOURS[disruption.stage]),
            sort="stage",
        ),
    ),
    sort="-date",
    nothing=(
        "No disruptions yet",
        "Disruptions that you can see appear here. Somebody claims one from the page of an OCG or "
        "of an action.",
    ),
    tabs=(
        Tab("mine", "Claimed by me", _mine),
        Tab("to_moderate", "To moderate", to_moderate_by),
        Tab("all", "All", everything),
    ),
    filters=(
        Filter("q", "Words", _matching),
        Filter(
            "grade",
            "Grade",
            lambda rows, grade: rows.filter(grade=grade),
            choices=lambda: Grade.choices,
        ),
        Filter("p", "P", lambda rows, p: rows.filter(p=p), choices=lambda: P.choices),
        Filter(
            "stage",
            "Status",
            lambda rows, stage: rows.filter(stage=stage),
            choices=lambda: Disruption.Stage.choices,
        ),
        Filter("lead", "Lead organisation", _led_by),
    ),
    with_each=_with_each,
)
