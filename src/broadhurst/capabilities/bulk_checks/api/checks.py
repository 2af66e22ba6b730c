"""API for bulk checks: send a file or JSON rows, and read the answers."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.bulk_checks.api.rows import IN_JSON, rows_as_file
from broadhurst.capabilities.bulk_checks.api.schemas import BulkCheckOut, BulkRowOut, ColumnOut
from broadhurst.capabilities.bulk_checks.commands.download import download_bulk_check
from broadhurst.capabilities.bulk_checks.commands.send import SendBulkCheckForm, send_bulk_check
from broadhurst.capabilities.bulk_checks.lists import BULK_CHECKS
from broadhurst.capabilities.bulk_checks.queries.checks import bulk_checks, rows_of
from broadhurst.capabilities.deconfliction.models import TOLD, BulkCheck, BulkRow
from broadhurst.capabilities.deconfliction.rules.checking import caveat
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists
from broadhurst.foundation.spreadsheet import FORMATS

router = Router(tags=["deconfliction"])
AT = "/deconfliction/bulk-checks"


@router.get(AT, **lists.listing(BULK_CHECKS, "The bulk checks of your unit", BulkCheckOut))
def list_bulk_checks(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, BULK_CHECKS, as_bulk)


@router.post(
    AT,
    **api.verb(
        SendBulkCheckForm,
        "Send a spreadsheet of targets",
        201,
        in_json=IN_JSON,
        answer=BulkCheckOut,
    ),
)
def send(request: ActingRequest) -> HttpResponse:
    body = rows_as_file(request) if request.content_type == "application/json" else None
    return api.ask(
        request, SendBulkCheckForm, send_bulk_check, as_json=as_bulk, status=201, body=body
    )


@router.get(AT + "/{ref}", summary="A bulk check and its progress", response=BulkCheckOut)
def bulk_check(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_bulk(_find(request, ref)))


@router.get(
    AT + "/{ref}/rows",
    **api.listing("The answer to each row", BulkRowOut, answer=filter(None, TOLD)),
)
def rows(request: ActingRequest, ref: str) -> HttpResponse:
    answer = api.chosen(request, "answer", filter(None, TOLD))
    answered = rows_of(_find(request, ref), answer)
    return api.listed(request, answered, by="number", as_json=as_row)


@router.get(
    AT + "/{ref}/results.csv",
    **api.file("Download the rows with their answers (CSV)", FORMATS["csv"]),
)
def download_csv(request: ActingRequest, ref: str) -> HttpResponse:
    return _download(request, ref, "csv")


@router.get(
    AT + "/{ref}/results.xlsx",
    **api.file("Download the rows with their answers (Excel)", FORMATS["xlsx"]),
)
def download_workbook(request: ActingRequest, ref: str) -> HttpResponse:
    return _download(request, ref, "xlsx")


def _download(request: ActingRequest, ref: str, form: str) -> HttpResponse:
    copy = download_bulk_check(actor=request.actor, bulk=_find(request, ref), form=form)
    return HttpResponse(copy, content_type=FORMATS[form])


def _find(request: ActingRequest, ref: str) -> BulkCheck:
    return api.find(request, bulk_checks(), ref=ref)


def as_bulk(bulk: BulkCheck) -> BulkCheckOut:
    return BulkCheckOut(
        ref=bulk.ref,
        stage=bulk.stage,
        ocg=bulk.ocg_ref or None,
        matter=bulk.matter or None,
        purpose=bulk.purpose,
        file_name=bulk.file_name,
        columns=[
            ColumnOut(name=f"column_{number}", heading=heading, holds=field or None)
            for number, (heading, field) in enumerate(
                zip(bulk.headings, bulk.columns, strict=True), start=1
            )
        ],
        rows=bulk.rows_sent,
        registered=bulk.rows_registered,
        answered=bulk.rows_answered,
        notes=bulk.notes,
        hit=bulk.rows_hit,
        no_hit_in_part=bulk.rows_in_part,
        referred=bulk.rows_referred,
        not_checked=bulk.rows_wrong,
        receipt=bulk.receipt.ref if bulk.receipt else None,
        sent_at=bulk.sent_at,
        ended_at=bulk.ended_at,
        expires_at=bulk.expires_at,
        caveat=caveat(bulk.rows_referred),
    )


def as_row(row: BulkRow) -> BulkRowOut:
    return BulkRowOut(
        row=row.number,
        cells=row.cells,
        answer=row.told or None,
        hits=row.hits,
        not_checked=row.why or None,
    )
