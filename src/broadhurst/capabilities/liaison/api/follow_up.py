"""JSON API to follow up a request until it is answered and done."""

from django.http import HttpResponse
from ninja import Router

from broadhurst.capabilities.liaison.api.requests import a_request
from broadhurst.capabilities.liaison.api.schemas import (
    RequestChaserOut,
    RequestExtensionOut,
    RequestHistoryOut,
    RequestNoteOut,
)
from broadhurst.capabilities.liaison.api.shapes import (
    as_chaser,
    as_extension,
    as_history,
    as_note,
)
from broadhurst.capabilities.liaison.commands.add_note import AddNoteForm, add_note
from broadhurst.capabilities.liaison.commands.agree_extension import (
    AgreeExtensionForm,
    agree_extension,
)
from broadhurst.capabilities.liaison.commands.ask_extension import AskExtensionForm, ask_extension
from broadhurst.capabilities.liaison.commands.chase import ChaseForm, chase
from broadhurst.capabilities.liaison.commands.refuse_extension import (
    RefuseExtensionForm,
    refuse_extension,
)
from broadhurst.capabilities.liaison.commands.withdraw_extension import (
    WithdrawExtensionForm,
    withdraw_extension,
)
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.wall import ActingRequest

router = Router()


@router.get(
    "/requests/{ref}/history",
    summary="Notes, chasers, extensions and escalations of a request",
    response=RequestHistoryOut,
)
def request_history(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_history(a_request(request, ref)))


@router.post(
    "/requests/{ref}/add-note",
    **api.verb(AddNoteForm, "Add a progress note", 201, answer=RequestNoteOut),
)
def add_a_note(request: ActingRequest, ref: str) -> HttpResponse:
    row = a_request(request, ref)
    return api.ask(request, AddNoteForm, add_note, as_json=as_note, status=201, lead_request=row)


@router.post(
    "/requests/{ref}/chase", **api.verb(ChaseForm, "Chase a request", 201, answer=RequestChaserOut)
)
def chase_request(request: ActingRequest, ref: str) -> HttpResponse:
    row = a_request(request, ref)
    return api.ask(request, ChaseForm, chase, as_json=as_chaser, status=201, lead_request=row)


@router.post(
    "/requests/{ref}/ask-extension",
    **api.verb(
        AskExtensionForm, "Ask for more time for a request", 201, answer=RequestExtensionOut
    ),
)
def ask_for_more_time(request: ActingRequest, ref: str) -> HttpResponse:
    row = a_request(request, ref)
    return api.ask(
        request, AskExtensionForm, ask_extension, as_json=as_extension, status=201,
        lead_request=row,
    )  # fmt: skip


@router.post(
    "/requests/{ref}/agree-extension",
    **api.verb(AgreeExtensionForm, "Agree to more time for a request", answer=RequestExtensionOut),
)
def agree_to_more_time(request: ActingRequest, ref: str) -> HttpResponse:
    row = a_request(request, ref)
    return api.ask(
        request, AgreeExtensionForm, agree_extension, as_json=as_extension, lead_request=row
    )


@router.post(
    "/requests/{ref}/refuse-extension",
    **api.verb(RefuseExtensionForm, "Refuse more time for a request", answer=RequestExtensionOut),
)
def refuse_more_time(request: ActingRequest, ref: str) -> HttpResponse:
    row = a_request(request, ref)
    return api.ask(
        request, RefuseExtensionForm, refuse_extension, as_json=as_extension, lead_request=row
    )


@router.post(
    "/requests/{ref}/withdraw-extension",
    **api.verb(
        WithdrawExtensionForm, "Stop asking for more time for a request", answer=RequestExtensionOut
    ),
)
def stop_asking_for_more_time(request: ActingRequest, ref: str) -> HttpResponse:
    row = a_request(request, ref)
    return api.ask(
        request, WithdrawExtensionForm, withdraw_extension, as_json=as_extension, lead_request=row
    )
