"""The download of a record from its page."""

from collections.abc import Callable

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
        return downloads.page(
            request,
            download_record,
            {"row": row},
            title=f"You cannot download this {copied.noun}",
            back=(reverse(copied.page, args=[ref]), "Back"),
            filename=f"{ref}-{slugify(copied.noun)}.{form}",
            content_type=FORMATS[form][1],
            copied=copied,
            form=form,
        )

    return view
