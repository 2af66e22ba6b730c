"""API of imports: send a spreadsheet, set its columns, import it and undo it."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.imports.commands.discard import DiscardImportForm, discard_import
from broadhurst.capabilities.imports.commands.map_columns import MapImportForm, map_import
from broadhurst.capabilities.imports.commands.run import RunImportForm, run_import
from broadhurst.capabilities.imports.commands.send import SendImportForm, send_import
from broadhurst.capabilities.imports.commands.undo import UndoImportForm, undo_import
from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.imports import imports
from broadhurst.capabilities.imports.queries.shown import ShownRow, shown_rows
from broadhurst.capabilities.imports.schemas import (
    ImportOut,
    ImportRowOut,
    columns_out,
    problems_out,
)
from broadhurst.capabilities.register.models import Ocg
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["register"])


@router.post(
    "/ocgs/{ref}/import",
    **api.verb(SendImportForm, "Send a spreadsheet of people and identifiers", 201,
               answer=ImportOut),
)  # fmt: skip
def send(request: ActingRequest, ref: str) -> HttpResponse:
    ocg = api.find(request, Ocg.objects.select_related("dossier"), ref=ref)
    return api.ask(request, SendImportForm, send_import, as_json=as_import, status=201, ocg=ocg)


@router.get("/imports/{ref}", summary="An import and its problems", response=ImportOut)
def one_import(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_import(_find(request, ref)))


@router.get(
    "/imports/{ref}/rows",
    summary="How the rows of an import are read",
    response=api.items_of(ImportRowOut),
)
def rows(request: ActingRequest, ref: str) -> HttpResponse:
    """There are none until its columns are confirmed, and none once it is imported."""
    return api.all_of(shown_rows(_find(request, ref)), as_row)


@router.post(
    "/imports/{ref}/map",
    **api.verb(MapImportForm, "Say what each column holds, and check the rows", answer=ImportOut),
)
def map_columns(request: ActingRequest, ref: str) -> HttpResponse:
    upload = _find(request, ref)
    return api.ask(request, MapImportForm, map_import, as_json=as_import, upload=upload)


@router.post("/imports/{ref}/run", **api.verb(RunImportForm, "Add every row", answer=ImportOut))
def run(request: ActingRequest, ref: str) -> HttpResponse:
    upload = _find(request, ref)
    return api.ask(request, RunImportForm, run_import, as_json=as_import, upload=upload)


@router.post(
    "/imports/{ref}/undo",
    **api.verb(UndoImportForm, "Remove what an import added", answer=ImportOut),
)
def undo(request: ActingRequest, ref: str) -> HttpResponse:
    upload = _find(request, ref)
    return api.ask(request, UndoImportForm, undo_import, as_json=as_import, upload=upload)


@router.post(
    "/imports/{ref}/discard",
    **api.verb(DiscardImportForm, "Discard a spreadsheet", answer=ImportOut),
)
def discard(request: ActingRequest, ref: str) -> HttpResponse:
    upload = _find(request, ref)
    return api.ask(request, DiscardImportForm, discard_import, as_json=as_import, upload=upload)


def _find(request: ActingRequest, ref: str) -> Import:
    return api.find(request, imports(), ref=ref)


def as_row(row: ShownRow) -> ImportRowOut:
    return ImportRowOut(
        row=row.number,
        name=row.name,
        aliases=row.aliases,
        born=row.born,
        labels=row.labels,
        identifiers=row.identifiers,
    )


def as_import(upload: Import) -> ImportOut:
    return ImportOut(
        ref=upload.ref,
        ocg=upload.ocg.ref,
        stage=upload.stage,
        file_name=upload.file_name,
        rows=upload.row_count,
        columns=columns_out(upload),
        notes=upload.notes,
        problems=problems_out(upload),
        people=[row["person"] for row in upload.added if row["person"]],
        identifiers=[ref for row in upload.added for ref in row["identifiers"]],
        kept_rows=upload.kept,
        sent_at=upload.sent_at,
        imported_at=upload.imported_at,
        undone_at=upload.undone_at,
    )
