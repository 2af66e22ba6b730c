"""Pages of messages to the public: the list, one message, and one page per command."""

from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from broadhurst.capabilities.public_messages import rules
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
from broadhurst.capabilities.public_messages.lists import COLOURS, MESSAGES
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_messages.queries.messages import messages, names_of
from broadhurst.foundation.between_transactions import CannotRender
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.documents import html
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show


def list_page(request: ActingRequest) -> HttpResponseBase:
    """Show the messages of the reader's unit."""
    may_draft = not rules.objections_to_draft(request.actor.roles)
    return show(request, MESSAGES, "public_messages/messages.html", may_draft=may_draft)


def message_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one message as the public will read it, and what can be done with it."""
    message, actor = web.find(request, messages(), ref=ref), request.actor
    verbs = rules.STAGES.open_to(message.stage, rules.roles_on(actor, message))
    later = message.corrected_by.order_by("-written_at").first()
    is_corrected = later is not None and later.stage != Message.Stage.WITHDRAWN
    allowed = [verb for verb in verbs if not rules.objections_to_verb(verb, actor, message)]
    context = {
        "message": message,
        "colour": COLOURS[message.stage],
        "districts": names_of(message.districts),
        "verbs": [verb for verb in allowed if verb != "correct" or not is_corrected],
        "waits_for_another": message.stage == "draft" and "clear" not in allowed,
        "later": later,
        "marking": "OFFICIAL",
    }
    try:
        context["text"] = html(message.text)
    except CannotRender as cannot:
        context["problem"] = str(cannot)
    return render(request, "public_messages/message.html", context)


def draft_message_page(request: ActingRequest) -> HttpResponse:
    return web.ask(
        request,
        draft_message.DraftMessageForm,
        draft_message.draft_message,
        title="Draft a message to the public",
        submit="Save draft",
        go_to=_address,
        done="The draft is saved. Next: another officer clears it.",
        context={"back": reverse("public_messages:messages")},
    )


def _about(request: ActingRequest, ref: str) -> dict[str, Any]:
    """Redirect to the message that the command returns, because a correction is a new message."""
    message = web.find(request, messages(), ref=ref)
    return {
        "message": message,
        "go_to": _address,
        "context": {"back": _address(message)},
    }


def _address(message: Message) -> str:
    return reverse("public_messages:message", args=[message.ref])


edit_message_page = web.verb(
    edit_message.EditMessageForm, edit_message.edit_message, _about,
    "Edit the message", "Save draft", "The draft is saved. It must be cleared.",
)  # fmt: skip
clear_message_page = web.verb(
    clear_message.ClearMessageForm, clear_message.clear_message, _about,
    "Clear the message", "Clear message", "The message is cleared. You can publish or schedule it.",
)  # fmt: skip
publish_message_page = web.verb(
    publish_message.PublishMessageForm, publish_message.publish_message, _about,
    "Publish the message", "Publish message now", "The message is on the public site.",
    intro="Anyone can read it on the public site and in the feeds. You can withdraw it later.",
)  # fmt: skip
schedule_message_page = web.verb(
    schedule_message.ScheduleMessageForm, schedule_message.schedule_message, _about,
    "Schedule the message", "Schedule message", "The message is scheduled.",
)  # fmt: skip
unschedule_message_page = web.verb(
    unschedule_message.UnscheduleMessageForm, unschedule_message.unschedule_message, _about,
    "Cancel the publication", "Cancel publication", "The message is no longer scheduled.",
)  # fmt: skip
correct_message_page = web.verb(
    correct_message.CorrectMessageForm, correct_message.correct_message, _about,
    "Correct the message", "Save correction", "The correction is saved. Next: clear it.",
    intro="The published message stays until the correction is cleared and published.",
)  # fmt: skip
withdraw_message_page = web.verb(
    withdraw_message.WithdrawMessageForm, withdraw_message.withdraw_message, _about,
    "Withdraw the message", "Withdraw message", "The message is withdrawn.", danger=True,
)  # fmt: skip
