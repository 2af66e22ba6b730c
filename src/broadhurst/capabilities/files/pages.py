"""Pages of the files on a record."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.files import rules
from broadhurst.capabilities.files.commands.add_file import add_file
from broadhurst.capabilities.files.commands.correct_file import CorrectFileForm, correct_file
from broadhurst.capabilities.files.commands.download_file import download_file
from broadhurst.capabilities.files.commands.withdraw_file import WithdrawFileForm, withdraw_file
from broadhurst.capabilities.files.forms.file import AddFileForm
from broadhurst.capabilities.files.queries.files import (
    WITHOUT_FILES,
    files,
    files_on,
    objections_to_add,
    objections_to_withdraw,
)
from broadhurst.capabilities.notes.queries.records import (
    address_ref,
    caption_of,
    key_of,
    kind_of,
    page_of,
    records_at,
)
from broadhurst.foundation.doors import downloads, web
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest


def _find(request: ActingRequest, ref: str) -> Any:
    rows, lookup = records_at(request.actor, ref, WITHOUT_FILES)
    return web.find(request, rows, **lookup)


def files_page(request: ActingRequest, ref: str) -> HttpResponse:
    """List the files on a record, newest first."""
    row, actor = _find(request, ref), request.actor
    page = page_by_key(files_on(row), request.GET, by="-added_at")
    may_add = not actor.reads_only and not objections_to_add(actor, row)
    may_withdraw = not actor.reads_only and not objections_to_withdraw(actor, row)
    context = {
        "caption": caption_of(row),
        "noun": kind_of(row).noun,
        "ref": address_ref(row),
        "back": page_of(key_of(ref), ref),
        "page": page,
        "files": [
            {
                "file": file,
                "may_correct": is_own and may_add,
                "may_withdraw": is_own and may_withdraw,
            }
            for file in page.rows
            for is_own in [not rules.objections_to_change(actor, file)]
        ],
        "may_add": may_add,
    }
    return render(request, "files/files.html", context)


def add_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Add a file to a record."""
    row = _find(request, ref)
    noun = kind_of(row).noun
    return web.ask(
        request,
        AddFileForm,
        add_file,
        title="Add a file",
        submit="Add file",
        go_to=reverse("files:files", args=[ref]),
        done="The file is added.",
        context={
            "caption": caption_of(row),
            "intro": f"Everyone who can see this {noun} can download the file. "
            "Each download is recorded.",
        },
        about=row,
    )


def download_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Send a file to be saved, never to be shown in the browser."""
    file = web.find(request, files(), ref=ref)
    answer = downloads.page(
        request,
        download_file,
        {"file": file},
        title="You cannot download this file",
        back=(reverse("files:files", args=[file.about]), "Back"),
        filename=file.ref,
        content_type=downloads.OPAQUE,
    )
    return downloads.only_to_save(answer, file.name)


def _about_file(request: ActingRequest, ref: str) -> dict[str, Any]:
    file = web.find(request, files(), ref=ref)
    return {"file": file, "go_to": reverse("files:files", args=[file.about])}


correct_page = web.verb(
    CorrectFileForm, correct_file, _about_file, "Correct the description", "Save correction",
    "The correction is saved.",
)  # fmt: skip
withdraw_page = web.verb(
    WithdrawFileForm, withdraw_file, _about_file, "Withdraw this file", "Withdraw file",
    "The file is withdrawn.",
)  # fmt: skip
