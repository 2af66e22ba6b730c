"""Clear a message for publication. Its last author cannot clear it."""

from broadhurst.capabilities.inspections.queries.texts import public_names
from broadhurst.capabilities.public_messages import rules
from broadhurst.capabilities.public_messages.models import Message
from broadhurst.capabilities.public_messages.queries.forms import to_move
from broadhurst.capabilities.public_messages.queries.messages import (
    locked_message,
    texts_of,
)
from broadhurst.capabilities.public_messages.writes.publishing import as_shown
from broadhurst.capabilities.register.writes.check_text import check_text
from broadhurst.foundation import clock
from broadhurst.foundation.access.actor import Actor
from broadhurst.foundation.audit.record import command, record
from broadhurst.foundation.doors.command_form import CommandForm
from broadhurst.foundation.doors.may_open import for_record
from broadhurst.foundation.govuk.fields import BooleanField
from broadhurst.foundation.workflow import at, refuse_if


class ClearMessageForm(CommandForm):
    is_read = BooleanField(label="I have read the message")


@for_record(to_move("clear"))
@command
def clear_message(*, actor: Actor, message: Message, is_read: bool) -> Message:
    """Clear a draft, so that it can be published. A later change ends the clearance."""
    message = locked_message(message)
    refuse_if(
        rules.objections_to_verb("clear", actor, message)
        + ([] if is_read else at("is_read", "Read the message before you clear it."))
    )
    # The job could not tell its unit at the hour, so a text that cannot be shown is refused here.
    as_shown(message)
    check_text(actor, message.ref, message.dossier, texts_of(message), public=public_names())

    message.stage = Message.Stage.CLEARED
    message.cleared_by, message.cleared_at = actor.officer, clock.now()
    message.save(update_fields=["stage", "cleared_by", "cleared_at"])

    record(
        actor,
        "message.cleared",
        message.ref,
        dossier=message.dossier,
        tell=[message.written_by],
        title=message.title,
    )
    return message
