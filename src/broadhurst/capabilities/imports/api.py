"""The JSON API of imports: read one and its rows."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.imports.models import Import
from broadhurst.capabilities.imports.queries.imports import imports
from broadhurst.capabilities.imports.queries.shown import ShownRow, shown_rows
from broadhurst.capabilities.imports.schemas import (
    ImportOut,
    ImportRowOut,
    columns_out,
    problems_out,
)
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["register"])


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
