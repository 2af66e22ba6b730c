"""Pages of imports of OCGs, in the order of the journey."""

from typing import Any

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.ocg_imports import rules
from broadhurst.capabilities.ocg_imports.commands.discard import DiscardOcgsForm, discard_ocgs
from broadhurst.capabilities.ocg_imports.commands.map_columns import MapOcgsForm, map_ocgs
from broadhurst.capabilities.ocg_imports.commands.run import RunOcgsForm, run_ocgs
from broadhurst.capabilities.ocg_imports.commands.send import SendOcgsForm, send_ocgs
from broadhurst.capabilities.ocg_imports.commands.undo import UndoOcgsForm, undo_ocgs
from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.imports import labels, ocg_imports
from broadhurst.capabilities.ocg_imports.queries.planning import planned
from broadhurst.capabilities.ocg_imports.queries.shown import shown_rows, totals
from broadhurst.capabilities.ocg_imports.queries.template import template
from broadhurst.capabilities.ocg_imports.sheets.template import FILE_NAME
from broadhurst.capabilities.ocg_imports.writes.progress import progress_of
from broadhurst.foundation import clock
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.spreadsheet import FORMATS

LATEST = 5  # imports that the page to send one lists
PREVIEWED = 200  # rows of a spreadsheet that its page shows
UNDONE = "The import is undone. Units that were told of a hit keep it."
LISTED = 100  # OCGs that the page of an import links to


def send_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        SendOcgsForm,
        send_ocgs,
        title="Import OCGs from a tracker",
        submit="Send the spreadsheet",
        go_to=lambda upload: reverse("ocg_imports:map", args=[upload.ref]),
        done="We have your spreadsheet. Nothing has been added yet.",
        context={
            "above": "ocg_imports/_send.html",
            "labels": labels().values(),
            "latest": ocg_imports()[:LATEST],
            "back": reverse("ocgs:ocgs"),
        },
    )


def template_page(request: ActingRequest) -> HttpResponse:
    """Download the template workbook. It holds no record, so the download is not logged."""
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET"])
    headers = {"Content-Disposition": f'attachment; filename="{FILE_NAME}"'}
    return HttpResponse(template(), content_type=FORMATS["xlsx"], headers=headers)


def import_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show what an import does with each row, what is wrong, and what was added."""
    upload, actor = web.find(request, ocg_imports(), ref=ref), request.actor
    is_shown = upload.mapped_at and upload.is_under_way and not upload.is_waiting
    plans = planned(actor, upload, PREVIEWED) if is_shown else []
    context = {
        "upload": upload,
        "rows": shown_rows(plans),
        "more": max(0, upload.row_count - PREVIEWED) if is_shown else 0,
        "totals": totals(upload),
        "percent": progress_of(upload.ref) if upload.is_waiting else 0,
        "added": upload.added[:LISTED],
        "added_more": max(0, len(upload.added) - LISTED),
        "may_send": not rules.objections_to_import_here(actor),
        "may_map": not rules.objections_to_go_on(actor, upload),
        "may_run": not rules.objections_to_run(actor, upload),
        "may_undo": not rules.objections_to_undo(actor, upload, clock.now()),
    }
    return render(request, "ocg_imports/import.html", context)


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    upload = web.find(request, ocg_imports(), ref=ref)
    return {"upload": upload, "go_to": reverse("ocg_imports:import", args=[ref])}


def _done(upload: OcgImport) -> str:
    if upload.is_waiting:
        return "The import has started. Nothing is added until every row is."
    return "All rows are added. You can undo this within a day."


map_page = web.verb(
    MapOcgsForm, map_ocgs, _about,
    "Columns of the spreadsheet", "Continue", "The columns are set. Nothing has been added yet.",
    intro="We took these from your unit’s last spreadsheet with the same headings, or guessed "
    "them. Correct any that are wrong. Some cells are shown under each heading.",
)  # fmt: skip
run_page = web.verb(
    RunOcgsForm, run_ocgs, _about,
    "Add every row to the register", "Import all rows", _done,
    intro="Every OCG and person is added, or none. Then each OCG is checked with deconfliction, "
    "and units that you match are told. The SIOs and LROs are told too.",
)  # fmt: skip
undo_page = web.verb(
    UndoOcgsForm, undo_ocgs, _about,
    "Remove what this import added", "Undo the import",
    lambda upload: UNDONE if upload.undone_at else "The import is being undone.",
    danger=True,
    intro="The OCGs that it added are closed as entered in error, with their people. OCGs that "
    "somebody worked on since are kept and listed. The log keeps everything.",
)  # fmt: skip
discard_page = web.verb(
    DiscardOcgsForm, discard_ocgs, _about,
    "Discard this spreadsheet", "Discard the spreadsheet",
    "The spreadsheet is discarded. Nothing was added from it.",
)  # fmt: skip
