"""JSON API of agendas, their items and minutes."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.meetings.api.schemas import AgendaOut
from broadhurst.capabilities.meetings.api.shapes import (
    as_action,
    as_agenda,
    as_attendance,
    as_correction,
    as_item,
)
from broadhurst.capabilities.meetings.commands.add_item import AddItemForm, add_item
from broadhurst.capabilities.meetings.commands.agree_minutes import AgreeMinutesForm, agree_minutes
from broadhurst.capabilities.meetings.commands.conclude_item import ConcludeItemForm, conclude_item
from broadhurst.capabilities.meetings.commands.correct_minutes import (
    CorrectMinutesForm,
    correct_minutes,
)
from broadhurst.capabilities.meetings.commands.edit_item import EditItemForm, edit_item
from broadhurst.capabilities.meetings.commands.give_action import GiveActionForm, give_action
from broadhurst.capabilities.meetings.commands.move_item import MoveItemForm, move_item
from broadhurst.capabilities.meetings.commands.prepare_agenda import (
    PrepareAgendaForm,
    prepare_agenda,
)
from broadhurst.capabilities.meetings.commands.record_attendance import (
    RecordAttendanceForm,
    record_attendance,
)
from broadhurst.capabilities.meetings.commands.remove_item import RemoveItemForm, remove_item
from broadhurst.capabilities.meetings.commands.show_item import ShowItemForm, show_item
from broadhurst.capabilities.meetings.commands.take_minutes import take_minutes
from broadhurst.capabilities.meetings.models import Agenda
from broadhurst.capabilities.meetings.queries.agendas import agendas, items, meetings
from broadhurst.foundation.doors import api, downloads
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.documents import FORMATS
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/agendas/{ref}",
    summary="The agenda and the minutes of a meeting, as far as you can see them",
    response=AgendaOut,
)
def one_agenda(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_agenda(_find(request, ref)))


@router.post(
    "/meetings/{ref}/prepare-agenda",
    **api.verb(PrepareAgendaForm, "Add waiting records to the agenda", answer=AgendaOut),
)
def prepare(request: ActingRequest, ref: str) -> HttpResponse:
    meeting = api.find(request, meetings(), ref=ref)
    form, verb = PrepareAgendaForm, prepare_agenda
    return api.ask(request, form, verb, as_json=as_agenda, meeting=meeting)


@router.get(
    "/agendas/{ref}/minutes.pdf",
    **api.refusing(api.file("Download the minutes (PDF)", FORMATS["pdf"][1]), 409),
)
def minutes_pdf(request: ActingRequest, ref: str) -> HttpResponse:
    return _taken(request, ref, "pdf")


@router.get(
    "/agendas/{ref}/minutes.docx",
    **api.refusing(api.file("Download the minutes (DOCX)", FORMATS["docx"][1]), 409),
)
def minutes_docx(request: ActingRequest, ref: str) -> HttpResponse:
    return _taken(request, ref, "docx")


def _taken(request: ActingRequest, ref: str, form: str) -> HttpResponse:
    subject, kind = {"agenda": _find(request, ref)}, FORMATS[form][1]
    return downloads.endpoint(request, take_minutes, subject, content_type=kind, form=form)


def _find(request: ActingRequest, ref: str) -> Agenda:
    return api.find(request, agendas(), meeting__ref=ref)


def _on_an_agenda(form: type[CommandForm], command: Callable[..., Any], as_json: api.AsJson) -> Any:
    """Return the endpoint that runs a command on the agenda of a meeting."""

    def endpoint(request: ActingRequest, ref: str) -> HttpResponse:
        return api.ask(request, form, command, as_json=as_json, agenda=_find(request, ref))

    return endpoint


def _on_an_item(form: type[CommandForm], command: Callable[..., Any]) -> Any:
    """Return the endpoint that runs a command on one item."""

    def endpoint(request: ActingRequest, ref: str) -> HttpResponse:
        item = api.find(request, items(), ref=ref)
        return api.ask(request, form, command, as_json=as_item, item=item)

    return endpoint


for form, verb, as_json, summary in (
    (AddItemForm, add_item, as_item, "Add other business to an agenda"),
    (RecordAttendanceForm, record_attendance, as_attendance, "Record who is at a meeting"),
    (GiveActionForm, give_action, as_action, "Give somebody an action"),
    (CorrectMinutesForm, correct_minutes, as_correction, "Note a correction of the minutes"),
    (AgreeMinutesForm, agree_minutes, as_agenda, "Agree the minutes"),
):
    path = f"/agendas/{{ref}}/{verb.__name__.replace('_', '-')}"
    described = api.verb(form, summary, answer=api.schema_of(as_json))
    router.post(path, **described)(_on_an_agenda(form, verb, as_json))

for item_form, item_verb, summary in (
    (EditItemForm, edit_item, "Edit an agenda item"),
    (MoveItemForm, move_item, "Move an agenda item"),
    (RemoveItemForm, remove_item, "Remove an agenda item"),
    (ConcludeItemForm, conclude_item, "Write the note of an agenda item"),
    (ShowItemForm, show_item, "Show an item to everybody present"),
):
    path = f"/agenda-items/{{ref}}/{item_verb.__name__.replace('_', '-')}"
    described = api.verb(item_form, summary, answer=api.schema_of(as_item))
    router.post(path, **described)(_on_an_item(item_form, item_verb))
