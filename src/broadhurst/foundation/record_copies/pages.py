"""The download of a record from its page."""

from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.text import slugify

from broadhurst.foundation.doors import downloads, web
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.record_copies.commands.download_record import download_record
from broadhurst.foundation.record_copies.declared import RecordCopy


def page(copied: RecordCopy) -> Callable[[ActingRequest, str, str], HttpResponse]:
    """Return the view that answers a record as a file. Each download is a disclosure."""

    def view(request: ActingRequest, ref: str, form: str) -> HttpResponse:
        row = web.find(request, copied.rows(), ref=ref)
        if form not in FORMATS:
            raise Http404
        on = _day(request) if copied.as_of else None
        return downloads.page(
            request,
            download_record,
            {"row": row},
            title=f"You cannot download this {copied.noun}",
            back=(reverse(copied.page, args=[ref]), "Back"),
            filename=f"{ref}-{slugify(copied.noun)}{f'-{on}' if on else ''}.{form}",
            content_type=FORMATS[form][1],
            copied=copied,
            form=form,
            on=on,
        )

    return view


def _day(request: ActingRequest) -> date | None:
    """Return the day that the address asks for, or None for today."""
    text = request.GET.get("as_of", "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as not_a_day:
        raise Http404 from not_a_day
