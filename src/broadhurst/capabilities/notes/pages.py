"""Pages of the notes on a record."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.notes import rules
from broadhurst.capabilities.notes.commands.add_note import add_note
from broadhurst.capabilities.notes.commands.correct_note import CorrectNoteForm, correct_note
from broadhurst.capabilities.notes.commands.withdraw_note import WithdrawNoteForm, withdraw_note
from broadhurst.capabilities.notes.forms.note import AddNoteForm
from broadhurst.capabilities.notes.queries.notes import notes, notes_on
from broadhurst.capabilities.notes.queries.records import (
    address_ref,
    caption_of,
    key_of,
    kind_of,
    page_of,
    records_at,
)
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.paging import page_by_key
from broadhurst.foundation.doors.wall import ActingRequest

READ_BY = "Everyone who can see this {} can read the note."
WORK = "Put work in an action or a request, and a decision in the policy log: a note is neither."


def _find(request: ActingRequest, ref: str) -> Any:
    rows, lookup = records_at(request.actor, ref)
    return web.find(request, rows, **lookup)


def notes_page(request: ActingRequest, ref: str) -> HttpResponse:
    """List the notes on a record, newest first."""
    row, actor = _find(request, ref), request.actor
    page = page_by_key(notes_on(row), request.GET, by="-written_at")
    context = {
        "caption": caption_of(row),
        "noun": kind_of(row).noun,
        "ref": address_ref(row),
        "back": page_of(key_of(ref), ref),
        "page": page,
        "notes": [
            {
                "note": note,
                "may_correct": not actor.reads_only
                and not rules.objections_to_correct(actor, note),
                "may_withdraw": not actor.reads_only
                and not rules.objections_to_withdraw(actor, note),
            }
            for note in page.rows
        ],
        "may_write": not actor.reads_only,
    }
    return render(request, "notes/notes.html", context)


def add_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Add a note to a record."""
    row = _find(request, ref)
    return web.ask(
        request,
        AddNoteForm,
        add_note,
        title="Add a note",
        submit="Add note",
        go_to=reverse("notes:notes", args=[ref]),
        done="The note is added.",
        context={
            "caption": caption_of(row),
            "intro": f"{READ_BY.format(kind_of(row).noun)} {WORK}",
        },
        about=row,
    )


def _about_note(request: ActingRequest, ref: str) -> dict[str, Any]:
    note = web.find(request, notes(), ref=ref)
    return {"note": note, "go_to": reverse("notes:notes", args=[note.about])}


correct_page = web.verb(
    CorrectNoteForm, correct_note, _about_note, "Correct this note", "Save correction",
    "The correction is saved.",
)  # fmt: skip
withdraw_page = web.verb(
    WithdrawNoteForm, withdraw_note, _about_note, "Withdraw this note", "Withdraw note",
    "The note is withdrawn.",
)  # fmt: skip
