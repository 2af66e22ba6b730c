"""The JSON API of practice notes."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.practice.lists import NOTES
from broadhurst.capabilities.practice.models import Adoption, Correction, Note
from broadhurst.capabilities.practice.queries.notes import FIELDS, notes
from broadhurst.capabilities.practice.schemas import (
    AdoptionOut,
    CorrectedFieldOut,
    CorrectionOut,
    NoteDetailOut,
    NoteOut,
)
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["practice"])


@router.get("/practice-notes", **lists.listing(NOTES, "List the notes you can see", NoteOut))
def list_notes(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, NOTES, as_note)


@router.get(
    "/practice-notes/{ref}",
    summary="One practice note with its adoptions and corrections",
    response=NoteDetailOut,
)
def one_note(request: ActingRequest, ref: str) -> HttpResponse:
    note = api.find(request, notes(), ref=ref)
    adoptions = note.adoptions.select_related("agency")
    return api.answer(
        NoteDetailOut(
            **as_note(note).model_dump(),
            adoptions=[as_adoption(adoption) for adoption in adoptions],
            corrections=[as_correction(correction) for correction in note.corrections.all()],
        )
    )


def as_note(note: Note) -> NoteOut:
    words = {name: getattr(note, name) for name in FIELDS if name != "finding"}
    return NoteOut(
        ref=note.ref,
        stage=note.stage,
        organisation=note.unit.agency.key,
        unit=note.unit.key,
        finding=note.finding.key if note.finding else None,
        published_at=note.published_at,
        withdrawn_at=note.withdrawn_at,
        withdrawn_because=note.withdrawn_because or None,
        **words,
    )


def as_adoption(adoption: Adoption) -> AdoptionOut:
    return AdoptionOut(
        organisation=adoption.agency.key,
        result=adoption.result,
        came_of_it=adoption.came_of_it,
        recorded_at=adoption.recorded_at,
        withdrawn_at=adoption.withdrawn_at,
        withdrawn_because=adoption.withdrawn_because or None,
    )


def as_correction(correction: Correction) -> CorrectionOut:
    changes = [
        CorrectedFieldOut(field=field, was=was, now=now) for field, was, now in correction.changes
    ]
    return CorrectionOut(
        corrected_at=correction.corrected_at, because=correction.because, changes=changes
    )
