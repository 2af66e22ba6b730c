"""The JSON API of messages to the public."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Router

from broadhurst.capabilities.public_messages.commands import (
    clear_message,
    correct_message,
    draft_message,
    edit_message,
    publish_message,
    schedule_message,
    unschedule_message,
    withdraw_message,
)
from broadhurst.capabilities.public_messages.lists import MESSAGES
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_messages.queries.messages import messages
from broadhurst.capabilities.public_messages.schemas import MessageOut
from broadhurst.foundation.doors import api
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists import api as lists

router = Router(tags=["public messages"])


@router.get(
    "/public-messages", **lists.listing(MESSAGES, "List the messages of your unit", MessageOut)
)
def list_messages(request: ActingRequest) -> HttpResponseBase:
    return lists.listed(request, MESSAGES, as_message)


@router.post(
    "/public-messages",
    **api.verb(
        draft_message.DraftMessageForm, "Draft a message to the public", 201, answer=MessageOut
    ),
)
def message_drafted(request: ActingRequest) -> HttpResponse:
    form, then = draft_message.DraftMessageForm, draft_message.draft_message
    return api.ask(request, form, then, as_json=as_message, status=201)


@router.get("/public-messages/{ref}", summary="One message to the public", response=MessageOut)
def one_message(request: ActingRequest, ref: str) -> HttpResponse:
    return api.answer(as_message(api.find(request, messages(), ref=ref)))


def _asked(
    request: ActingRequest,
    ref: str,
    form: type[CommandForm],
    then: Callable[..., Any],
    status: int = 200,
) -> HttpResponse:
    message = api.find(request, messages(), ref=ref)
    return api.ask(request, form, then, as_json=as_message, status=status, message=message)


@router.post(
    "/public-messages/{ref}/edit",
    **api.verb(edit_message.EditMessageForm, "Edit a message", answer=MessageOut),
)
def message_edited(request: ActingRequest, ref: str) -> HttpResponse:
    return _asked(request, ref, edit_message.EditMessageForm, edit_message.edit_message)


@router.post(
    "/public-messages/{ref}/clear",
    **api.verb(clear_message.ClearMessageForm, "Clear a message", answer=MessageOut),
)
def message_cleared(request: ActingRequest, ref: str) -> HttpResponse:
    return _asked(request, ref, clear_message.ClearMessageForm, clear_message.clear_message)


@router.post(
    "/public-messages/{ref}/publish",
    **api.verb(publish_message.PublishMessageForm, "Publish a message now", answer=MessageOut),
)
def message_published(request: ActingRequest, ref: str) -> HttpResponse:
    return _asked(request, ref, publish_message.PublishMessageForm, publish_message.publish_message)


@router.post(
    "/public-messages/{ref}/schedule",
    **api.verb(schedule_message.ScheduleMessageForm, "Schedule a message", answer=MessageOut),
)
def message_scheduled(request: ActingRequest, ref: str) -> HttpResponse:
    form, then = schedule_message.ScheduleMessageForm, schedule_message.schedule_message
    return _asked(request, ref, form, then)


@router.post(
    "/public-messages/{ref}/unschedule",
    **api.verb(
        unschedule_message.UnscheduleMessageForm,
        "Cancel the publication of a scheduled message",
        answer=MessageOut,
    ),
)
def message_unscheduled(request: ActingRequest, ref: str) -> HttpResponse:
    form, then = unschedule_message.UnscheduleMessageForm, unschedule_message.unschedule_message
    return _asked(request, ref, form, then)


@router.post(
    "/public-messages/{ref}/correct",
    **api.verb(
        correct_message.CorrectMessageForm,
        "Draft a correction of a published message",
        201,
        answer=MessageOut,
    ),
)
def message_corrected(request: ActingRequest, ref: str) -> HttpResponse:
    form, then = correct_message.CorrectMessageForm, correct_message.correct_message
    return _asked(request, ref, form, then, 201)


@router.post(
    "/public-messages/{ref}/withdraw",
    **api.verb(withdraw_message.WithdrawMessageForm, "Withdraw a message", answer=MessageOut),
)
def message_withdrawn(request: ActingRequest, ref: str) -> HttpResponse:
    form, then = withdraw_message.WithdrawMessageForm, withdraw_message.withdraw_message
    return _asked(request, ref, form, then)


def as_message(message: Message) -> MessageOut:
    return MessageOut(
        ref=message.ref,
        title=message.title,
        text=message.text,
        reach=message.reach,
        districts=message.districts,
        organisation=message.unit.agency.key,
        stage=message.stage,
        written_at=message.written_at,
        cleared_at=message.cleared_at,
        publish_at=message.publish_at,
        published_at=message.published_at,
        withdrawn_at=message.withdrawn_at,
        withdrawn_because=message.withdrawn_because or None,
        corrects=message.corrects.ref if message.corrects else None,
        correction=message.correction or None,
    )
