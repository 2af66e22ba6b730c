"""Pages to send, set up, start, follow, cancel and download a bulk check."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from broadhurst.capabilities.bulk_checks.commands.cancel import (
    CancelBulkCheckForm,
    cancel_bulk_check,
)
from broadhurst.capabilities.bulk_checks.commands.download import download_bulk_check
from broadhurst.capabilities.bulk_checks.commands.map import MapBulkCheckForm, map_bulk_check
from broadhurst.capabilities.bulk_checks.commands.send import SendBulkCheckForm, send_bulk_check
from broadhurst.capabilities.bulk_checks.commands.start import StartBulkCheckForm, start_bulk_check
from broadhurst.capabilities.bulk_checks.lists import BULK_CHECKS
from broadhurst.capabilities.bulk_checks.queries.checks import bulk_checks, rows_of
from broadhurst.capabilities.bulk_checks.queries.parsed_rows import preview_of
from broadhurst.capabilities.bulk_checks.rules import objections_to_tables
from broadhurst.capabilities.bulk_checks.sheets.columns import FIELDS
from broadhurst.capabilities.deconfliction.models import IN_PART, TOLD, BulkCheck, BulkRow
from broadhurst.capabilities.deconfliction.rules.checking import caveat
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.may_open import refused_by_role
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show
from broadhurst.foundation.spreadsheet import FORMATS

ROWS_A_PAGE = 50


def bulk_checks_page(request: ActingRequest) -> HttpResponseBase:
    """List the bulk checks of the reader's unit, newest first."""
    may_send = not objections_to_tables(request.actor.roles)
    return show(request, BULK_CHECKS, "bulk_checks/checks.html", may_send=may_send)


@refused_by_role(
    objections_to_tables,
    title="Check a spreadsheet of targets",
    back="overview:deconfliction",
    link_text="Deconfliction for your unit",
)
def send_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        SendBulkCheckForm,
        send_bulk_check,
        title="Check a spreadsheet of targets",
        submit="Send the spreadsheet",
        go_to=lambda sent: reverse("bulk_checks:map_bulk_check", args=[sent.ref]),
        done="We have your spreadsheet. Nothing has been checked yet.",
        context={
            "above": "bulk_checks/_send.html",
            "fields": FIELDS,
            "back": reverse("bulk_checks:bulk_checks"),
        },
    )


def map_page(request: ActingRequest, ref: str) -> HttpResponse:
    bulk = _find(request, ref)
    if request.method == "GET" and bulk.cancelled_at:
        return redirect("bulk_checks:bulk_check", ref)  # nothing is left to change
    return web.ask(
        request,
        MapBulkCheckForm,
        map_bulk_check,
        bulk=bulk,
        title="What the columns hold",
        submit="Continue",
        go_to=reverse("bulk_checks:start_bulk_check", args=[ref]),
        done="The columns are set. Nothing has been checked yet.",
        context={
            "intro": "We guessed these from the headings. Correct any that are wrong. Some cells "
            "are shown under each heading. Columns that you leave out are not checked, "
            "but are kept with the answers.",
            "above": "bulk_checks/_notes.html",
            "back": reverse("bulk_checks:bulk_check", args=[ref]),
        },
    )


def start_page(request: ActingRequest, ref: str) -> HttpResponse:
    bulk = _find(request, ref)
    if request.method == "GET" and bulk.cancelled_at:
        return redirect("bulk_checks:bulk_check", ref)  # nothing is left to change
    return web.ask(
        request,
        StartBulkCheckForm,
        start_bulk_check,
        bulk=bulk,
        title="Review before the check starts",
        submit=f"Check {bulk.rows_sent:,} row{'' if bulk.rows_sent == 1 else 's'} now",
        go_to=reverse("bulk_checks:bulk_check", args=[ref]),
        done="The check is waiting to start.",
        context={
            "above": "bulk_checks/_preview.html",
            "preview": preview_of(bulk),
            "back": reverse("bulk_checks:map_bulk_check", args=[ref]),
        },
    )


def bulk_check_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show the progress of a bulk check, then the answer to each row."""
    bulk = _find(request, ref)
    answer = request.GET.get("answer", "")
    rows = rows_of(bulk, answer if answer in TOLD else "")
    page = page_by_key(rows.exclude(answer=""), request.GET, by="number", size=ROWS_A_PAGE)
    context = {
        "bulk": bulk,
        "page": page,
        "answer": answer,
        "counts": _counts(bulk),
        "percent": _percent(bulk),
        "caveat": caveat(bulk.rows_referred),
        "is_cancellable": not (bulk.cancelled_at or bulk.ended_at),
    }
    return render(request, "bulk_checks/check.html", context)


def cancel_page(request: ActingRequest, ref: str) -> HttpResponse:
    return web.ask(
        request,
        CancelBulkCheckForm,
        cancel_bulk_check,
        bulk=_find(request, ref),
        title="Cancel this bulk check",
        submit="Cancel the check",
        go_to=reverse("bulk_checks:bulk_check", args=[ref]),
        done="The bulk check is cancelled.",
        context={
            "intro": "Rows with an answer keep it, and their hits stay. Other rows are not "
            "checked, and their targets are removed.",
            "danger": True,
            "back": reverse("bulk_checks:bulk_check", args=[ref]),
        },
    )


def download_page(request: ActingRequest, ref: str, form: str) -> HttpResponse:
    """Download the rows with their answers. The download is recorded as a disclosure."""
    bulk = _find(request, ref)
    if request.method != "GET":
        raise Http404
    copy = download_bulk_check(actor=request.actor, bulk=bulk, form=form)
    headers = {"Content-Disposition": f'attachment; filename="{bulk.ref}.{form}"'}
    return HttpResponse(copy, content_type=FORMATS[form], headers=headers)


def _find(request: ActingRequest, ref: str) -> BulkCheck:
    return web.find(request, bulk_checks(), ref=ref)


def _counts(bulk: BulkCheck) -> list[tuple[str, str, int]]:
    """Return each answer with its words and its number of rows."""
    answered: dict[str, int] = {
        BulkRow.Answer.HIT: bulk.rows_hit,
        BulkRow.Answer.REFERRED: bulk.rows_referred,
        BulkRow.Answer.NOT_CHECKED: bulk.rows_wrong,
        IN_PART: bulk.rows_in_part,
    }
    clean = bulk.rows_answered - sum(answered.values())
    answered[BulkRow.Answer.NO_HIT] = clean
    return [(str(answer), str(TOLD[answer]), count) for answer, count in answered.items()]


def _percent(bulk: BulkCheck) -> int:
    """Return the progress in percent: each row is registered, then answered."""
    done = bulk.rows_registered + bulk.rows_answered
    return 100 * done // (2 * bulk.rows_sent) if bulk.rows_sent else 0
