"""The download of a record at the API."""

from collections.abc import Callable

from django.http import HttpResponse
from ninja import Router

from broadhurst.foundation.doors import api, downloads
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.record_copies.commands.download_record import download_record
from broadhurst.foundation.record_copies.declared import RecordCopy


def add_downloads(router: Router, path: str, copied: RecordCopy) -> None:
    """Add an operation for each format. `path` names the record as `{ref}`, without an ending."""
    for form, (_, kind) in FORMATS.items():
        summary = f"Download the {copied.noun} ({form.upper()})"
        described = api.refusing(api.file(summary, kind), 409)
        router.get(f"{path}.{form}", **described)(_taken(copied, form))


def _taken(copied: RecordCopy, form: str) -> Callable[[ActingRequest, str], HttpResponse]:
    def endpoint(request: ActingRequest, ref: str) -> HttpResponse:
        row, kind = api.find(request, copied.rows(), ref=ref), FORMATS[form][1]
        return downloads.endpoint(
            request, download_record, {"row": row}, content_type=kind, copied=copied, form=form
        )

    return endpoint
