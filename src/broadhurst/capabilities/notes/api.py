"""The JSON API of the notes on a record."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.notes.commands.add_note import add_note
from broadhurst.capabilities.notes.forms.note import AddNoteForm
from broadhurst.capabilities.notes.models import Mention, Note
from broadhurst.capabilities.notes.queries.notes import notes_on
from broadhurst.capabilities.notes.queries.readers import UNIT
from broadhurst.capabilities.notes.queries.records import records_at
from broadhurst.capabilities.notes.schemas import NoteCorrectionOut, RecordNoteOut
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router(tags=["notes"])


def _find(request: ActingRequest, ref: str) -> Any:
    rows, lookup = records_at(request.actor, ref)
    return api.find(request, rows, **lookup)


@router.get("/records/{ref}/notes", **api.listing("The notes on a record", RecordNoteOut))
def list_notes(request: ActingRequest, ref: str) -> HttpResponse:
    rows = notes_on(_find(request, ref))
    return api.listed(request, rows, by="-written_at", as_json=as_note)


@router.post(
    "/records/{ref}/notes",
    **api.verb(AddNoteForm, "Add a note to a record", 201, answer=RecordNoteOut),
)
def added(request: ActingRequest, ref: str) -> HttpResponse:
    row = _find(request, ref)
    return api.ask(request, AddNoteForm, add_note, as_json=as_note, status=201, about=row)


def as_note(note: Note) -> RecordNoteOut:
    is_shown = note.withdrawn_at is None
    return RecordNoteOut(
        ref=note.ref,
        record=note.record_ref,
        text=note.text if is_shown else None,
        written_by=note.written_by.username,
        written_at=note.written_at,
        mentions=[_mentioned(mention) for mention in note.mentions.all()],
        corrections=[
            NoteCorrectionOut(
                was=correction.was,
                because=correction.because,
                by=correction.corrected_by.username,
                at=correction.corrected_at,
            )
            for correction in (note.corrections.all() if is_shown else ())
        ],
        withdrawn_at=note.withdrawn_at,
        withdrawn_because=note.withdrawn_because or None,
    )


def _mentioned(mention: Mention) -> str:
    return mention.officer.username if mention.officer else f"{UNIT}{mention.unit.key}"  # type: ignore[union-attr]
