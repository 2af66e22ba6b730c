"""The verbs of public_messages, at the API and the terminal."""

from broadhurst.capabilities.public_messages.api import as_message
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
from broadhurst.capabilities.public_messages.queries.messages import messages
from broadhurst.foundation.doors.verbs import Subject, Verb

MESSAGE = Subject("message", "/public-messages/{ref}", lambda _actor: messages())

VERBS = (
    Verb(
        "draft", draft_message.DraftMessageForm, draft_message.draft_message, None,
        "Draft a message to the public", as_message, status=201, address="/public-messages"
    ),
    Verb(
        "edit", edit_message.EditMessageForm, edit_message.edit_message, MESSAGE, "Edit a message",
        as_message
    ),
    Verb(
        "clear", clear_message.ClearMessageForm, clear_message.clear_message, MESSAGE,
        "Clear a message", as_message
    ),
    Verb(
        "publish", publish_message.PublishMessageForm, publish_message.publish_message, MESSAGE,
        "Publish a message now", as_message
    ),
    Verb(
        "schedule", schedule_message.ScheduleMessageForm, schedule_message.schedule_message,
        MESSAGE, "Schedule a message", as_message
    ),
    Verb(
        "unschedule", unschedule_message.UnscheduleMessageForm,
        unschedule_message.unschedule_message, MESSAGE,
        "Cancel the publication of a scheduled message", as_message
    ),
    Verb(
        "correct", correct_message.CorrectMessageForm, correct_message.correct_message, MESSAGE,
        "Draft a correction of a published message", as_message, status=201
    ),
    Verb(
        "withdraw", withdraw_message.WithdrawMessageForm, withdraw_message.withdraw_message,
        MESSAGE, "Withdraw a message", as_message
    ),
)  # fmt: skip
