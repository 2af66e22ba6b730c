"""Pages of the actions on a report, a finding, a response or a piece of evidence."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from broadhurst.capabilities.inspections.models import (
    Evidence,
    Finding,
    Report,
    Response,
    SharedAnswer,
)
from broadhurst.capabilities.inspections.queries.reports import findings, reports
from broadhurst.capabilities.inspections.queries.responses import evidence, responses
from broadhurst.capabilities.inspections.queries.shared import shared_answers
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest

Page = Callable[..., HttpResponse]
ROWS: dict[str, tuple[Callable[[], Any], str]] = {
    "report": (reports, "ref"),
    "finding": (findings, "key"),
    "response": (responses, "ref"),
    "evidence": (evidence, "ref"),
    "shared": (shared_answers, "ref"),
}


def asked_on(
    role: str,
    form: type[CommandForm],
    command: Callable[..., Any],
    title: str,
    done: str | Callable[[Any], str],
    go_to: Callable[[Any], str] | None = None,
    *,
    another: tuple[str, ...] | None = None,
    **context: Any,
) -> Page:
    """Make the page of an action. It names the record, and links back to it.

    `another` offers to add another record, as in `web.ask`.
    """
    rows, by = ROWS[role]

    def page(request: ActingRequest, ref: str, key: str = "") -> HttpResponse:
        row = web.find(request, rows(), **{by: ref})
        subject: dict[str, Any] = {role: row}
        if key:
            subject["finding"] = web.find(request, findings(), key=key)
        back = address_of(row)
        caption_and_back = {"back": back, "caption": named(subject.get("finding", row))}
        return web.ask(
            request, form, command, title=title, submit=title, done=done, go_to=go_to or back,
            another=another, context=caption_and_back | context, **subject,
        )  # fmt: skip

    return page


def address_of(row: Any) -> str:
    """Return the address of the page of a record. A shared answer is on its response's page."""
    if isinstance(row, SharedAnswer):
        return response_of(row.answer.response)
    if isinstance(row, Finding):
        return reverse("inspections:finding", args=[row.key])
    return reverse(f"inspections:{type(row).__name__.lower()}", args=[row.ref])


def named(row: Any) -> str:
    """Return the name of a record as the caption of a form."""
    if isinstance(row, Report):
        return row.title
    if isinstance(row, Finding):
        return f"{row}, {row.report.title}"
    if isinstance(row, SharedAnswer):
        return f"{row.finding}, {row.finding.report.title}"
    if isinstance(row, Evidence):
        title = row.figure.get("title") or row.get_kind_display()
        return f"{title}, {row.answer.response.report.title}"
    if isinstance(row, Response):
        return f"{row.body.short_name} for {row.force.short_name}, {row.report.title}"
    return str(row)


def response_of(response: Response) -> str:
    """Return the address of a response's page."""
    return reverse("inspections:response", args=[response.ref])
