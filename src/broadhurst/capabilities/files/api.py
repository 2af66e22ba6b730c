"""The JSON API of the files on a record."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.files.commands.add_file import add_file
from broadhurst.capabilities.files.commands.download_file import download_file
from broadhurst.capabilities.files.forms.file import AddFileForm
from broadhurst.capabilities.files.models import File
from broadhurst.capabilities.files.queries.files import WITHOUT_FILES, files, files_on
from broadhurst.capabilities.files.schemas import RecordFileOut
from broadhurst.capabilities.notes.queries.records import records_at
from broadhurst.foundation.doors import api, downloads
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["files"])


def _find(request: ActingRequest, ref: str) -> Any:
    rows, lookup = records_at(request.actor, ref, WITHOUT_FILES)
    return api.find(request, rows, **lookup)


@router.get("/records/{ref}/files", **api.listing("The files on a record", RecordFileOut))
def list_files(request: ActingRequest, ref: str) -> HttpResponse:
    rows = files_on(_find(request, ref))
    return api.listed(request, rows, by="-added_at", as_json=as_file)


@router.get(
    "/files/{ref}/content", **api.refusing(api.file("Download a file", downloads.OPAQUE), 409)
)
def content(request: ActingRequest, ref: str) -> HttpResponse:
    file = api.find(request, files(), ref=ref)
    answer = downloads.endpoint(
        request, download_file, {"file": file}, content_type=downloads.OPAQUE
    )
    return downloads.only_to_save(answer, file.name)


@router.post(
    "/records/{ref}/files",
    **api.verb(AddFileForm, "Add a file to a record", 201, answer=RecordFileOut),
)
def added(request: ActingRequest, ref: str) -> HttpResponse:
    row = _find(request, ref)
    return api.ask(request, AddFileForm, add_file, as_json=as_file, status=201, about=row)


def as_file(file: File) -> RecordFileOut:
    return RecordFileOut(
        ref=file.ref,
        record=file.record_ref,
        name=file.name,
        description=file.description,
        size=file.size,
        sha256=file.sha256,
        media=file.media,
        scan=file.scan,
        added_by=file.added_by.username,
        added_at=file.added_at,
        withdrawn_at=file.withdrawn_at,
        withdrawn_because=file.withdrawn_because or None,
    )
