"""Pages of practice notes: the list, one note, and one page per command."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.practice import rules
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
from broadhurst.capabilities.practice.lists import COLOURS, NOTES
from broadhurst.capabilities.practice.models import Note
from broadhurst.capabilities.practice.queries.notes import (
    latest_of_unit,
    notes,
    practice_findings,
    with_adoptions,
)
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show


def list_page(request: ActingRequest) -> HttpResponseBase:
    """Show the notes that the reader may see, and who adopted them."""
    may_write = not rules.objections_to_write(request.actor)
    return show(request, NOTES, "practice/notes.html", may_write=may_write)


def note_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one note: its words, who adopted it with what result, and its corrections."""
    note = web.find(request, notes(), ref=ref)
    actor = request.actor
    with_adoptions([note])
    verbs = rules.STAGES.open_to(note.stage, rules.roles_on(actor, note))
    context = {
        "note": note,
        "colour": COLOURS[note.label],
        "current": note.adopted_by,  # type: ignore[attr-defined]
        "adoptions": note.adoptions.select_related("agency", "recorded_by"),
        "corrections": note.corrections.select_related("corrected_by"),
        "verbs": [verb for verb in verbs if not rules.objections_to_verb(verb, actor, note)],
        "waits_for_another": "make_public" in verbs and note.written_by_id == actor.officer.pk,
        "may_adopt": _may_adopt(request, note),
        "may_withdraw_adoption": latest_of_unit(actor, note) is not None,
        "marking": "OFFICIAL",
    }
    return render(request, "practice/note.html", context)


def _may_adopt(request: ActingRequest, note: Note) -> bool:
    return not rules.objections_to_adopt(
        request.actor,
        note,
        owner_agency=note.unit.agency_id,
        result="planned",
        came_of_it="",
    )


def write_note_page(request: ActingRequest) -> HttpResponse:
    """Write a note. With `?finding=`, it starts from a finding of good practice."""
    finding = practice_findings().filter(key=request.GET.get("finding", "")).first()
    initial = {"finding": finding.key, "what": finding.text} if finding else {}
    return web.ask(
        request,
        write_note.WriteNoteForm,
        write_note.write_note,
        title="Write a practice note",
        submit="Save draft",
        go_to=lambda note: reverse("practice:note", args=[note.ref]),
        done="The draft is saved. Next: publish it.",
        initial=initial,
        context={"back": reverse("practice:notes")},
    )


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    note = web.find(request, notes(), ref=ref)
    return {"note": note, "go_to": reverse("practice:note", args=[ref])}


edit_note_page = web.verb(
    edit_note.EditNoteForm, edit_note.edit_note, _about,
    "Edit the practice note", "Save draft", "The draft is saved.",
)  # fmt: skip
publish_note_page = web.verb(
    publish_note.PublishNoteForm, publish_note.publish_note, _about,
    "Publish the practice note", "Publish to the service", "The note is published to the service.",
    intro="Everyone who signs in can read it, in every organisation. The public cannot.",
)  # fmt: skip
make_note_public_page = web.verb(
    make_note_public.MakeNotePublicForm, make_note_public.make_note_public, _about,
    "Make the practice note public", "Make note public", "The note is on the public site.",
    intro="Anyone can read it, without signing in. You can withdraw it at any time.",
)  # fmt: skip
correct_note_page = web.verb(
    correct_note.CorrectNoteForm, correct_note.correct_note, _about,
    "Correct the practice note", "Save correction", "The note is corrected.",
    intro="The note keeps what it said before, and the reason. A public note leaves the public "
    "site until another officer of your unit makes it public again.",
)  # fmt: skip
withdraw_note_page = web.verb(
    withdraw_note.WithdrawNoteForm, withdraw_note.withdraw_note, _about,
    "Withdraw the practice note", "Withdraw note", "The note is withdrawn.", danger=True,
)  # fmt: skip
record_adoption_page = web.verb(
    record_adoption.RecordAdoptionForm, record_adoption.record_adoption, _about,
    "Record how you use it", "Save result", "The result is saved.",
    intro="Your organisation’s latest record counts. The earlier ones stay on the page.",
)  # fmt: skip
withdraw_adoption_page = web.verb(
    withdraw_adoption.WithdrawAdoptionForm, withdraw_adoption.withdraw_adoption, _about,
    "Withdraw your latest record", "Withdraw record",
    "The record is withdrawn. The one before it counts again.",
    danger=True,
)  # fmt: skip
