"""The lists of reports and of findings, for the page, the API and the terminal."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse

from broadhurst.capabilities.inspections.models import (
    Addressee,
    Finding,
    InspectorateAct,
    OurStatus,
)
from broadhurst.capabilities.inspections.queries.reports import reports
from broadhurst.capabilities.inspections.queries.shown import report_rows
from broadhurst.capabilities.inspections.queries.tracked import to_act_on, tracked
from broadhurst.capabilities.inspections.rules import statuses as rules
from broadhurst.capabilities.inspections.rules.findings import ANSWERED_KINDS
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.agencies.models import Agency
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.govuk.words import day
from broadhurst.foundation.lists.cells import Cell, Due, Link, Muted, Reference, Tag
from broadhurst.foundation.lists.declared import ALL, Column, Filter, List, Rows, Tab, everything

DAYS_TO_ANSWER = 56


def _with_responses(rows: Sequence[Any]) -> None:
    """Add the responses that the reader may see to each report."""
    for report, row in zip(rows, report_rows(rows, clock.today()), strict=True):
        report.shown_responses, report.shown_day = row.responses, row.day


def _report(report: Any) -> Cell:
    withdrawn = Tag("Withdrawn", "grey") if report.withdrawn_at else None
    about = (Reference(report.ref), Muted(report.publisher.short_name))
    address = record_address("inspections:report", report.ref)
    return (Link(report.title, address), *about, withdrawn)


def _published(report: Any) -> Cell:
    published = report.published_on
    return day(published) if report.published_day_known else f"{published:%B %Y}"


def _last_day(report: Any) -> Cell:
    if report.shown_day is None:
        return Muted("Day of publication not known")
    if report.shown_day > DAYS_TO_ANSWER:
        return report.last_day  # type: ignore[no-any-return]
    return (report.last_day, Muted(f"Day {report.shown_day} of {DAYS_TO_ANSWER}"))


def _responses(report: Any) -> Cell:
    if not report.shown_responses:
        return Muted("None that you can see")
    return tuple(part for response in report.shown_responses for part in _response(response))


def _response(response: Any) -> list[Any]:
    address = record_address("inspections:response", response.ref)
    name = f"{response.body.short_name} for {response.force.short_name}"
    parts: list[Any] = [Link(name, address), _stage(response)]
    if response.stage in ("drafting", "cleared") and response.version == 1 and response.last_day:
        parts.append(Due(response.last_day))
    if response.published_on and response.is_late:
        parts.append(Tag("late", "red"))
    return parts


def _stage(response: Any) -> Tag:
    colours = {"published": "green", "elsewhere": "green", "cleared": "blue"}
    text = "published elsewhere" if response.stage == "elsewhere" else response.stage
    return Tag(text, colours.get(response.stage, "grey"))


REPORTS = List(
    key="reports",
    label="Inspection reports",
    noun="report",
    page="inspections:reports",
    rows=lambda _actor: reports(),
    columns=(
        Column("title", "Report", _report, sort="title", fixed=True),
        Column("published", "Published", _published, sort="published_on"),
        Column("last_day", "Last day to answer", _last_day),
        Column("responses", "Responses", _responses),
        Column(
            "publisher",
            "Publisher",
            lambda report: report.publisher.name,
            sort="publisher__name",
            shown=False,
        ),
    ),
    sort="-published",
    nothing=(
        "No reports yet",
        "Record a report, or ask an administrator to run “broadhurst inspections load --as” with "
        "their username.",
    ),
    filters=(
        Filter(
            "q",
            "Title or reference",
            lambda rows, words: (
                rows.filter(title__icontains=words) | rows.filter(ref__iexact=words)
            ),
        ),
    ),
    with_each=_with_responses,
    marking="OFFICIAL",
)


NO_DECISION = "none"
COLOURS = {"closed": "green", "no_action": "grey", "superseded": "grey", "reopened": "orange"}


def _ours_to_act_on(actor: Actor) -> Q:
    return _ours(actor) & to_act_on()


def _ours(actor: Actor) -> Q:
    return Q(agency=actor.agency)


def _by_theirs(rows: Rows, status: str) -> Rows:
    return rows.filter(theirs="" if status == NO_DECISION else status)


def _finding(row: Any) -> Cell:
    finding = row.finding
    address = reverse("inspections:finding", args=[finding.key])
    about = Muted(f"{finding.report.title}, {finding.report.published_on:%B %Y}")
    return (Link(str(finding), address, about=finding.key), about)


def _theirs(row: Any) -> Cell:
    return Tag(rules.words(row.theirs), "purple") if row.theirs else Muted("No decision recorded")


def _due(row: Any) -> Cell:
    finding = row.finding
    if finding.due_on is None:
        return Muted(finding.due_text or "No deadline")
    is_open = not rules.is_ended(
        row.ours, row.theirs, reopened_on=row.reopened_on, theirs_on=row.theirs_on
    )
    return Due(finding.due_on) if is_open and row.ours != "closure_requested" else finding.due_on


FINDINGS = List(
    key="findings",
    label="Findings by organisation",
    noun="finding",
    page="inspections:findings",
    rows=lambda _actor: tracked(),
    columns=(
        Column("finding", "Finding", _finding, sort="finding__report__published_on", fixed=True),
        Column("organisation", "Organisation", lambda row: row.agency.name, sort="agency__name"),
        Column(
            "ours",
            "Its own status",
            lambda row: Tag(rules.words(row.ours), COLOURS.get(row.ours, "blue")),
            sort="ours",
        ),
        Column("owner", "Owner", lambda row: row.owner or Muted("None"), sort="owner"),
        Column("theirs", "Inspectorate status", _theirs, sort="theirs"),
        Column("due", "Deadline", _due, sort="finding__due_on"),
    ),
    sort="-finding",
    nothing=("No findings yet", "Findings that are addressed to an organisation appear here."),
    tabs=(
        Tab("open", "Your organisation must act on", _ours_to_act_on),
        Tab("ours", "Your organisation’s", _ours),
        Tab(ALL, "All", everything),
    ),
    filters=(
        Filter(
            "ours",
            "Own status",
            lambda rows, status: rows.filter(ours=status),
            choices=lambda: OurStatus.Status.choices,
        ),
        Filter(
            "theirs",
            "Inspectorate status",
            _by_theirs,
            choices=lambda: [*InspectorateAct.Status.choices, (NO_DECISION, "No decision")],
        ),
        Filter(
            "kind",
            "Kind",
            lambda rows, kind: rows.filter(finding__kind=kind),
            choices=lambda: [one for one in Finding.Kind.choices if one[0] in ANSWERED_KINDS],
        ),
        Filter(
            "organisation",
            "Organisation",
            lambda rows, key: rows.filter(agency__key=key),
            choices=lambda: Agency.objects.filter(
                pk__in=Addressee.objects.values("agency")
            ).values_list("key", "name"),
            from_database=True,
        ),
        Filter(
            "q",
            "Words of the finding or the report",
            lambda rows, words: (
                rows.filter(finding__text__icontains=words)
                | rows.filter(finding__report__title__icontains=words)
            ),
        ),
    ),
    marking="OFFICIAL",
)
