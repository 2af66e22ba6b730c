"""The list of self-assessments, for the page, the API and the terminal."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from broadhurst.capabilities.self_assessment.models import Assessment
from broadhurst.capabilities.self_assessment.queries.assessments import assessments
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.govuk.words import london_day
from broadhurst.foundation.lists.cells import Cell, Link, Muted, Reference, Tag
from broadhurst.foundation.lists.declared import ALL, Column, Filter, List, Rows, Tab, everything

COLOURS = {"met": "green", "partly_met": "yellow", "not_met": "red"}


def judgement_of(assessment: Any) -> Cell:
    """Return the judgement as a tag, and whether it was withdrawn."""
    tag = Tag(assessment.get_judgement_display(), COLOURS[assessment.judgement])
    return (tag, Tag("Withdrawn", "grey")) if assessment.withdrawn_at else tag


def _finding(assessment: Any) -> Cell:
    text = f"{assessment.finding}, {assessment.finding.report.title}"
    return (
        Link(text, reverse("self_assessment:assessment", args=[assessment.ref])),
        Reference(assessment.ref),
    )


def _shared(assessment: Any) -> Cell:
    return london_day(assessment.shared_at) if assessment.shared_at else Muted("Not shared")


def _own(actor: Actor) -> Q:
    return Q(agency=actor.agency, is_latest=True)


def _latest(_actor: Actor) -> Q:
    return Q(is_latest=True)


def _of_organisation(rows: Rows, name: str) -> Rows:
    return rows.filter(Q(agency__name__icontains=name) | Q(agency__short_name__icontains=name))


def _matching(rows: Rows, words: str) -> Rows:
    for word in words.split():
        rows = rows.filter(
            Q(why__icontains=word)
            | Q(finding__text__icontains=word)
            | Q(finding__report__title__icontains=word)
            | Q(ref__icontains=word)
        )
    return rows


ASSESSMENTS = List(
    key="self-assessments",
    label="Self-assessments",
    noun="self-assessment",
    page="self_assessment:assessments",
    rows=lambda _actor: assessments(),
    columns=(
        Column("finding", "Finding", _finding, sort="finding__report__title", fixed=True),
        Column(
            "agency", "Organisation", lambda assessment: assessment.agency.name, sort="agency__name"
        ),
        Column("judgement", "Judgement", judgement_of, sort="judgement"),
        Column(
            "assessed", "Assessed", lambda assessment: assessment.assessed_on, sort="assessed_on"
        ),
        Column("shared", "Shared", _shared, sort="shared_at"),
        Column("by", "Assessed by", lambda assessment: assessment.assessed_by.name, shown=False),
        Column("why", "Reason", lambda assessment: assessment.why, shown=False),
    ),
    sort="-assessed",
    nothing=(
        "No self-assessments yet",
        "Self-assessments that you can see appear here. An organisation makes one on the page of "
        "a finding that is addressed to it.",
    ),
    opens_on="latest",
    tabs=(
        Tab("latest", "Latest", _latest),
        Tab("own", "Your organisation", _own),
        Tab(ALL, "All", everything),
    ),
    filters=(
        Filter("q", "Words", _matching),
        Filter("organisation", "Organisation", _of_organisation),
        Filter(
            "judgement",
            "Judgement",
            lambda rows, value: rows.filter(judgement=value),
            choices=lambda: Assessment.Judgement.choices,
        ),
        Filter("report", "Report", lambda rows, ref: rows.filter(finding__report__ref=ref)),
        Filter("finding", "Finding", lambda rows, key: rows.filter(finding__key=key)),
    ),
    marking="OFFICIAL",
)
