"""Publish a cleared message now."""

from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.public_messages import rules
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_messages.queries.forms import to_move
from broadhurst.capabilities.public_messages.queries.messages import (
    locked_message,
    texts_of,
)
from broadhurst.capabilities.public_messages.writes.publishing import put_in_public
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.models import Event
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.workflow import refuse_if


class PublishMessageForm(CommandForm):
    """Asks nothing."""


@for_record(to_move("publish"))
@command
def publish_message(*, actor: Actor, message: Message) -> Message:
    """Put a cleared message on the public site now, also before its hour."""
    message = locked_message(message)
    refuse_if(rules.objections_to_verb("publish", actor, message))
    # A record may have been entered since the message was cleared.
    check_text(actor, message.ref, message.dossier, texts_of(message), public=public_names())

    put_in_public(message)

    record(
        actor,
        "message.published",
        message.ref,
        dossier=message.dossier,
        kind=Event.Kind.DISCLOSURE,
        tell=[message.unit],
        title=message.title,
    )
    return message
