"""The JSON API of practice notes."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.practice.commands import (
    correct_note,
    edit_note,
    make_note_public,
    publish_note,
    record_adoption,
    withdraw_adoption,
    withdraw_note,
    write_note,
)
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


@router.post(
    "/practice-notes",
    **api.verb(write_note.WriteNoteForm, "Write a practice note", 201, answer=NoteOut),
)
def written(request: ActingRequest) -> HttpResponse:
    form, then = write_note.WriteNoteForm, write_note.write_note
    return api.ask(request, form, then, as_json=as_note, status=201)


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


@router.post(
    "/practice-notes/{ref}/edit",
    **api.verb(edit_note.EditNoteForm, "Edit a draft", answer=NoteOut),
)
def edited(request: ActingRequest, ref: str) -> HttpResponse:
    note = api.find(request, notes(), ref=ref)
    return api.ask(request, edit_note.EditNoteForm, edit_note.edit_note, as_json=as_note, note=note)


@router.post(
    "/practice-notes/{ref}/publish",
    **api.verb(publish_note.PublishNoteForm, "Publish a note to the service", answer=NoteOut),
)
def published(request: ActingRequest, ref: str) -> HttpResponse:
    note = api.find(request, notes(), ref=ref)
    form, then = publish_note.PublishNoteForm, publish_note.publish_note
    return api.ask(request, form, then, as_json=as_note, note=note)


@router.post(
    "/practice-notes/{ref}/make-public",
    **api.verb(make_note_public.MakeNotePublicForm, "Make a note public", answer=NoteOut),
)
def made_public(request: ActingRequest, ref: str) -> HttpResponse:
    note = api.find(request, notes(), ref=ref)
    form, then = make_note_public.MakeNotePublicForm, make_note_public.make_note_public
    return api.ask(request, form, then, as_json=as_note, note=note)


@router.post(
    "/practice-notes/{ref}/correct",
    **api.verb(correct_note.CorrectNoteForm, "Correct a published note", answer=NoteOut),
)
def corrected(request: ActingRequest, ref: str) -> HttpResponse:
    note = api.find(request, notes(), ref=ref)
    form, then = correct_note.CorrectNoteForm, correct_note.correct_note
    return api.ask(request, form, then, as_json=as_note, note=note)


@router.post(
    "/practice-notes/{ref}/withdraw",
    **api.verb(withdraw_note.WithdrawNoteForm, "Withdraw a note", answer=NoteOut),
)
def withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    note = api.find(request, notes(), ref=ref)
    form, then = withdraw_note.WithdrawNoteForm, withdraw_note.withdraw_note
    return api.ask(request, form, then, as_json=as_note, note=note)


@router.post(
    "/practice-notes/{ref}/record-adoption",
    **api.verb(
        record_adoption.RecordAdoptionForm,
        "Record how your organisation uses a note",
        201,
        answer=AdoptionOut,
    ),
)
def adopted(request: ActingRequest, ref: str) -> HttpResponse:
    note = api.find(request, notes(), ref=ref)
    form, then = record_adoption.RecordAdoptionForm, record_adoption.record_adoption
    return api.ask(request, form, then, as_json=as_adoption, status=201, note=note)


@router.post(
    "/practice-notes/{ref}/withdraw-adoption",
    **api.verb(
        withdraw_adoption.WithdrawAdoptionForm,
        "Withdraw your unit's latest record of adoption",
        answer=AdoptionOut,
    ),
)
def adoption_withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    note = api.find(request, notes(), ref=ref)
    form, then = withdraw_adoption.WithdrawAdoptionForm, withdraw_adoption.withdraw_adoption
    return api.ask(request, form, then, as_json=as_adoption, note=note)


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
