"""API of imports of findings: send a spreadsheet, set its columns, import it and undo it."""

from django.http import HttpResponse
from ninja import Router

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
from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.capabilities.finding_imports.queries.imports import finding_imports
from broadhurst.capabilities.finding_imports.queries.shown import ShownFinding, shown_findings
from broadhurst.capabilities.finding_imports.schemas import FindingImportOut, FindingImportRowOut
from broadhurst.capabilities.imports.schemas import columns_out, problems_out
from broadhurst.capabilities.inspections.queries.reports import reports
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["inspections"])


@router.post(
    "/reports/{ref}/import-findings",
    **api.verb(SendFindingsForm, "Send a spreadsheet of findings", 201, answer=FindingImportOut),
)
def send(request: ActingRequest, ref: str) -> HttpResponse:
    report = api.find(request, reports(), ref=ref)
    form, then = SendFindingsForm, send_findings
    return api.ask(request, form, then, as_json=as_import, status=201, report=report)


@router.get(
    "/finding-imports/{ref}",
    summary="An import of findings and its problems",
    response=FindingImportOut,
)
def one_import(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_import(_find(request, ref)))


@router.get(
    "/finding-imports/{ref}/rows",
    summary="How the rows of an import of findings are read",
    response=api.items_of(FindingImportRowOut),
)
def rows(request: ActingRequest, ref: str) -> HttpResponse:
    """There are none until its columns are confirmed, and none once it is imported."""
    return api.all_of(shown_findings(_find(request, ref)), as_row)


@router.post(
    "/finding-imports/{ref}/map",
    **api.verb(
        MapFindingsForm, "Say what each column holds, and check the rows", answer=FindingImportOut
    ),
)
def map_columns(request: ActingRequest, ref: str) -> HttpResponse:
    upload = _find(request, ref)
    return api.ask(request, MapFindingsForm, map_findings, as_json=as_import, upload=upload)


@router.post(
    "/finding-imports/{ref}/run",
    **api.verb(RunFindingsForm, "Add every finding", answer=FindingImportOut),
)
def run(request: ActingRequest, ref: str) -> HttpResponse:
    upload = _find(request, ref)
    return api.ask(request, RunFindingsForm, run_findings, as_json=as_import, upload=upload)


@router.post(
    "/finding-imports/{ref}/undo",
    **api.verb(UndoFindingsForm, "Remove what an import added", answer=FindingImportOut),
)
def undo(request: ActingRequest, ref: str) -> HttpResponse:
    upload = _find(request, ref)
    return api.ask(request, UndoFindingsForm, undo_findings, as_json=as_import, upload=upload)


@router.post(
    "/finding-imports/{ref}/discard",
    **api.verb(DiscardFindingsForm, "Discard a spreadsheet", answer=FindingImportOut),
)
def discard(request: ActingRequest, ref: str) -> HttpResponse:
    upload = _find(request, ref)
    return api.ask(request, DiscardFindingsForm, discard_findings, as_json=as_import, upload=upload)


def _find(request: ActingRequest, ref: str) -> FindingImport:
    return api.find(request, finding_imports(), ref=ref)


def as_row(row: ShownFinding) -> FindingImportRowOut:
    return FindingImportRowOut(
        row=row.number,
        title=row.title,
        text=row.text,
        is_verbatim=row.is_verbatim,
        due_text=row.due_text,
        due_on=row.due_on,
        addressed_to=row.addressed_to,
        parent=row.parent,
        recurs_from=row.recurs_from,
    )


def as_import(upload: FindingImport) -> FindingImportOut:
    return FindingImportOut(
        ref=upload.ref,
        report=upload.report.ref,
        stage=upload.stage,
        file_name=upload.file_name,
        rows=upload.row_count,
        columns=columns_out(upload),
        notes=upload.notes,
        problems=problems_out(upload),
        findings=[row["key"] for row in upload.added],
        kept_rows=upload.kept,
        sent_at=upload.sent_at,
        imported_at=upload.imported_at,
        undone_at=upload.undone_at,
    )
