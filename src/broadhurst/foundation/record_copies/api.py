"""The download of a record at the API."""

from collections.abc import Callable
from datetime import date

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
        taken = _taken_as_of if copied.as_of else _taken
        router.get(f"{path}.{form}", **described)(taken(copied, form))


def _taken(copied: RecordCopy, form: str) -> Callable[[ActingRequest, str], HttpResponse]:
    def endpoint(request: ActingRequest, ref: str) -> HttpResponse:
        return _file(request, ref, copied, form)

    return endpoint


def _taken_as_of(copied: RecordCopy, form: str) -> Callable[..., HttpResponse]:
    def endpoint(request: ActingRequest, ref: str, as_of: date | None = None) -> HttpResponse:
        return _file(request, ref, copied, form, as_of)

    return endpoint


def _file(
    request: ActingRequest, ref: str, copied: RecordCopy, form: str, on: date | None = None
) -> HttpResponse:
    row, kind = api.find(request, copied.rows(), ref=ref), FORMATS[form][1]
    return downloads.endpoint(
        request, download_record, {"row": row}, content_type=kind, copied=copied, form=form, on=on
    )
