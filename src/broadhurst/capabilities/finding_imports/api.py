"""The JSON API of imports of findings: read one and its rows."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.finding_imports.models import FindingImport
from broadhurst.capabilities.finding_imports.queries.imports import finding_imports
from broadhurst.capabilities.finding_imports.queries.shown import ShownFinding, shown_findings
from broadhurst.capabilities.finding_imports.schemas import FindingImportOut, FindingImportRowOut
from broadhurst.capabilities.imports.schemas import columns_out, problems_out
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["inspections"])


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
