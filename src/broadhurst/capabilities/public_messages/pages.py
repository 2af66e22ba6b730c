"""Pages of messages to the public: the list, one message, and one page per command."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
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
from broadhurst.foundation.doors import web
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.documents import html
from broadhurst.foundation.doors.rendering import CannotRender
from broadhurst.foundation.doors.wall import ActingRequest
from broadhurst.foundation.lists.page import show


def list_page(request: ActingRequest) -> HttpResponse:
    """Show the messages of the reader's unit."""
    may_draft = not rules.objections_to_draft(request.actor.roles)
    return show(request, MESSAGES, "public_messages/messages.html", may_draft=may_draft)


def message_page(request: ActingRequest, ref: str) -> HttpResponse:
    """Show one message as the public will read it, and what can be done with it."""
    message, actor = web.find(request, messages(), ref=ref), request.actor
    verbs = rules.STAGES.open_to(message.stage, rules.parts_on(actor, message))
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
        go_to=lambda message: reverse("public_messages:message", args=[message.ref]),
        done="The draft is saved. Next: another officer clears it.",
        context={"back": reverse("public_messages:messages"), "back_text": "Messages"},
    )


def _asked(
    form: type[CommandForm],
    then: Callable[..., Any],
    title: str,
    submit: str,
    done: str,
    **context: Any,
) -> Callable[..., HttpResponse]:
    """Make the page of a command on a message."""

    def page(request: ActingRequest, ref: str) -> HttpResponse:
        message = web.find(request, messages(), ref=ref)
        back = reverse("public_messages:message", args=[ref])
        about = {"back": back, "back_text": "The message", "caption": message.caption}
        return web.ask(
            request,
            form,
            then,
            title=title,
            submit=submit,
            done=done,
            go_to=lambda made: reverse("public_messages:message", args=[made.ref]),
            context=about | context,
            message=message,
        )

    return page


edit_message_page = _asked(
    edit_message.EditMessageForm, edit_message.edit_message,
    "Edit the message", "Save draft", "The draft is saved. It must be cleared.",
)  # fmt: skip
clear_message_page = _asked(
    clear_message.ClearMessageForm, clear_message.clear_message,
    "Clear the message", "Clear message", "The message is cleared. You can publish or schedule it.",
)  # fmt: skip
publish_message_page = _asked(
    publish_message.PublishMessageForm, publish_message.publish_message,
    "Publish the message", "Publish message now", "The message is on the public site.",
    intro="Anyone can read it, and the feed has it. You can withdraw it at any time.",
)  # fmt: skip
schedule_message_page = _asked(
    schedule_message.ScheduleMessageForm, schedule_message.schedule_message,
    "Schedule the message", "Schedule message", "The message is scheduled.",
)  # fmt: skip
unschedule_message_page = _asked(
    unschedule_message.UnscheduleMessageForm, unschedule_message.unschedule_message,
    "Cancel the publication", "Cancel publication", "The message is no longer scheduled.",
)  # fmt: skip
correct_message_page = _asked(
    correct_message.CorrectMessageForm, correct_message.correct_message,
    "Correct the message", "Save correction", "The correction is saved. Next: clear it.",
    intro="The published message stays until the correction is cleared and published.",
)  # fmt: skip
withdraw_message_page = _asked(
    withdraw_message.WithdrawMessageForm, withdraw_message.withdraw_message,
    "Withdraw the message", "Withdraw message", "The message is withdrawn.", danger=True,
)  # fmt: skip
