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
        "Draft a message to the public", as_message, status=201, address="/public-messages",
        says="Message {.ref} is a draft. Next, another officer clears it.".format,
    ),
    Verb(
        "edit", edit_message.EditMessageForm, edit_message.edit_message, MESSAGE, "Edit a message",
        as_message,
        says="The draft of message {.ref} is saved. It must be cleared.".format,
    ),
    Verb(
        "clear", clear_message.ClearMessageForm, clear_message.clear_message, MESSAGE,
        "Clear a message", as_message,
        says="Message {.ref} is cleared. You can publish or schedule it.".format,
    ),
    Verb(
        "publish", publish_message.PublishMessageForm, publish_message.publish_message, MESSAGE,
        "Publish a message now", as_message,
        says="Message {.ref} is on the public site.".format,
    ),
    Verb(
        "schedule", schedule_message.ScheduleMessageForm, schedule_message.schedule_message,
        MESSAGE, "Schedule a message", as_message,
        says="Message {.ref} is scheduled.".format,
    ),
    Verb(
        "unschedule", unschedule_message.UnscheduleMessageForm,
        unschedule_message.unschedule_message, MESSAGE,
        "Cancel the publication of a scheduled message", as_message,
        says="Message {.ref} is no longer scheduled.".format,
    ),
    Verb(
        "correct", correct_message.CorrectMessageForm, correct_message.correct_message, MESSAGE,
        "Draft a correction of a published message", as_message, status=201,
        says="The correction is message {.ref}. Next, another officer clears it.".format,
    ),
    Verb(
        "withdraw", withdraw_message.WithdrawMessageForm, withdraw_message.withdraw_message,
        MESSAGE, "Withdraw a message", as_message,
        says="Message {.ref} is withdrawn.".format,
    ),
)  # fmt: skip
