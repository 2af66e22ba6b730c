"""The lists of reports and of findings, for the page, the API and the terminal."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from broadhurst.capabilities.inspections.queries.reports import reports
from broadhurst.capabilities.inspections.queries.shown import report_rows
from broadhurst.foundation import clock
from broadhurst.foundation.doors.routes import record_address
from broadhurst.foundation.lists.cells import Cell, Due, Link, Muted, Reference, Tag
from broadhurst.foundation.lists.declared import Column, Filter, List, Tab, everything

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
    return published if report.published_day_known else f"{published:%B %Y}"


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
        parts.append(Tag("Late", "red"))
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
        "Reports of the inspectorates appear here. An administrator loads the published ones with "
        "“broadhurst inspections load --as” and their username.",
    ),
    tabs=(
        Tab("current", "Current", lambda _actor: Q(withdrawn_at=None)),
        Tab("withdrawn", "Withdrawn", lambda _actor: Q(withdrawn_at__isnull=False)),
        Tab("all", "All", everything),
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
