"""The JSON API of imports of OCGs: read one and its rows, and download the template."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.ocg_imports.models import OcgImport
from broadhurst.capabilities.ocg_imports.queries.imports import ocg_imports
from broadhurst.capabilities.ocg_imports.queries.planning import planned
from broadhurst.capabilities.ocg_imports.queries.shown import shown_rows
from broadhurst.capabilities.ocg_imports.queries.template import template
from broadhurst.capabilities.ocg_imports.schemas import (
    OcgImportOut,
    OcgImportRowsOut,
    as_import,
    as_row,
)
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.spreadsheet import FORMATS

router = Router(tags=["register"])


@router.get(
    "/import-ocgs/template.xlsx",
    **api.file("Download a template workbook for trackers", FORMATS["xlsx"]),
)
def take_template(request: ActingRequest) -> HttpResponse:
    return HttpResponse(template(), content_type=FORMATS["xlsx"])


@router.get(
    "/ocg-imports/{ref}", summary="An import of OCGs and its problems", response=OcgImportOut
)
def one_import(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_import(_find(request, ref)))


@router.get(
    "/ocg-imports/{ref}/rows",
    summary="The rows of an import that is under way, and what happens to each",
    response=OcgImportRowsOut,
)
def rows(request: ActingRequest, ref: str) -> HttpResponse:
    upload = _find(request, ref)
    plans = planned(request.actor, upload) if upload.mapped_at else []
    return api.answer(OcgImportRowsOut(rows=[as_row(row) for row in shown_rows(plans)]))


def _find(request: ActingRequest, ref: str) -> OcgImport:
    return api.find(request, ocg_imports(), ref=ref)
