"""Pages to send, set up, preview, import, undo and discard a spreadsheet."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.imports.commands.discard import DiscardImportForm, discard_import
from broadhurst.capabilities.imports.commands.map_columns import MapImportForm, map_import
from broadhurst.capabilities.imports.commands.run import RunImportForm, run_import
from broadhurst.capabilities.imports.commands.send import SendImportForm, send_import
from broadhurst.capabilities.imports.commands.undo import UndoImportForm, undo_import
from broadhurst.capabilities.imports.queries.imports import imports
from broadhurst.capabilities.imports.queries.shown import shown_rows
from broadhurst.capabilities.imports.rules import (
    objections_to_discard,
    objections_to_run,
    objections_to_undo,
)
from broadhurst.capabilities.imports.sheets.columns import FIELDS
from broadhurst.capabilities.register.models import Ocg
from broadhurst.capabilities.register.queries.leadership import current_leadership
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest

LATEST = 5  # imports that the page to send one lists


def send_page(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = web.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return web.ask(
        request,
        SendImportForm,
        send_import,
        ocg=ocg,
        title="Import people and identifiers",
        submit="Send the spreadsheet",
        go_to=lambda upload: reverse("imports:map_import", args=[upload.ref]),
        done="We have your spreadsheet. Nothing has been added yet.",
        context={
            "above": "imports/_send.html",
            "fields": FIELDS,
            "latest": imports().filter(ocg=ocg)[:LATEST],
            "back": reverse("dossier:ocg_people", args=[ref]),
        },
    )


def map_page(request: ActingRequest, ref: str) -> HttpResponse:
    return web.ask(
        request,
        MapImportForm,
        map_import,
        title="What the columns hold",
        submit="Continue",
        done="The columns are set. Nothing has been added yet.",
        context={
            "intro": "We took these from your unit’s last spreadsheet with the same headings, or "
            "guessed them. Correct any that are wrong. Some cells are shown under each heading.",
        },
        **_about(request, ref),
    )


def import_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show how the rows are read, what is wrong in them, and what was added."""
    upload = web.find(request, imports(), ref=ref)
    parts = current_leadership(upload.ocg).parts_of(request.actor)
    context = {
        "upload": upload,
        "rows": shown_rows(upload),
        "people": sum(bool(row["person"]) for row in upload.added),
        "identifiers": sum(len(row["identifiers"]) for row in upload.added),
        "may_map": not objections_to_discard(upload, parts),
        "may_run": not objections_to_run(upload, parts),
        "may_undo": not objections_to_undo(upload, parts, clock.now()),
    }
    return render(request, "imports/import.html", context)


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    upload = web.find(request, imports(), ref=ref)
    return {"upload": upload, "go_to": reverse("imports:import", args=[ref])}


run_page = web.verb(
    RunImportForm,
    run_import,
    _about,
    "Add every row to the OCG",
    "Import all rows",
    "All rows are added. You can undo this within a day.",
)
undo_page = web.verb(
    UndoImportForm,
    undo_import,
    _about,
    "Remove what this import added",
    "Undo the import",
    "The import is undone. Units that were notified of a hit keep it.",
)
discard_page = web.verb(
    DiscardImportForm,
    discard_import,
    _about,
    "Discard this spreadsheet",
    "Discard the spreadsheet",
    "The spreadsheet is discarded. Nothing was added from it.",
)
