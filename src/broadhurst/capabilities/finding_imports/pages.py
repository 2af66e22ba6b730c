"""Pages to send, set up, preview, import, undo and discard a spreadsheet of findings."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.finding_imports import rules
from broadhurst.capabilities.finding_imports.commands.discard import (
    DiscardFindingsForm,
    discard_findings,
)
from broadhurst.capabilities.finding_imports.commands.map_columns import (
    MapFindingsForm,
    map_findings,
)
from broadhurst.capabilities.finding_imports.commands.run import RunFindingsForm, run_findings
from broadhurst.capabilities.finding_imports.commands.send import SendFindingsForm, send_findings
from broadhurst.capabilities.finding_imports.commands.undo import UndoFindingsForm, undo_findings
from broadhurst.capabilities.finding_imports.queries.imports import finding_imports
from broadhurst.capabilities.finding_imports.queries.shown import shown_findings
from broadhurst.capabilities.finding_imports.sheets.columns import FIELDS
from broadhurst.capabilities.inspections.queries.reports import reports
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest

LATEST = 5  # imports that the page to send one lists
PREVIEWED = 50  # rows of a spreadsheet that its page shows


def send_page(request: ActingRequest, ref: str) -> HttpResponse:
    report = web.find(request, reports(), ref=ref)
    return web.ask(
        request,
        SendFindingsForm,
        send_findings,
        report=report,
        title="Import findings",
        submit="Send the spreadsheet",
        go_to=lambda upload: reverse("finding_imports:map", args=[upload.ref]),
        done="We have your spreadsheet. Nothing has been added yet.",
        context={
            "above": "finding_imports/_send.html",
            "caption": report.title,
            "fields": FIELDS,
            "latest": finding_imports().filter(report=report)[:LATEST],
            "back": reverse("inspections:report", args=[ref]),
        },
    )


def import_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show how the rows are read, what is wrong in them, and what was added."""
    upload, roles = web.find(request, finding_imports(), ref=ref), request.actor.roles
    rows = shown_findings(upload)
    context = {
        "upload": upload,
        "rows": rows[:PREVIEWED],
        "more": max(0, len(rows) - PREVIEWED),
        "may_map": not rules.objections_to_go_on(roles, upload),
        "may_run": not rules.objections_to_run(roles, upload),
        "may_discard": not rules.objections_to_discard(roles, upload),
        "may_undo": not rules.objections_to_undo(roles, upload, clock.now()),
    }
    return render(request, "finding_imports/import.html", context)


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    upload = web.find(request, finding_imports(), ref=ref)
    return {"upload": upload, "go_to": reverse("finding_imports:import", args=[ref])}


map_page = web.verb(
    MapFindingsForm, map_findings, _about,
    "Columns of the spreadsheet", "Continue", "The columns are set. Nothing has been added yet.",
    intro="We took these from your unit’s last spreadsheet with the same headings, or guessed "
    "them. Correct any that are wrong. Some cells are shown under each heading.",
)  # fmt: skip
run_page = web.verb(
    RunFindingsForm, run_findings, _about,
    "Add every row to the report", "Import all rows",
    "All findings are added. You can undo this within a day.",
)  # fmt: skip
undo_page = web.verb(
    UndoFindingsForm, undo_findings, _about,
    "Remove the findings that this import added", "Undo the import", "The import is undone.",
    danger=True,
    intro="Findings that somebody corrected, answered or worked on since are kept and listed.",
)  # fmt: skip
discard_page = web.verb(
    DiscardFindingsForm, discard_findings, _about,
    "Discard this spreadsheet", "Discard the spreadsheet",
    "The spreadsheet is discarded. Nothing was added from it.",
)  # fmt: skip
